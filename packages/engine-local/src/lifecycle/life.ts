import type { SandboxRecord } from "@cwsandbox/engine";

import type { LogSource } from "../logs/index.js";
import type { RequestedEnd, ResolvedBase, StoredSandbox } from "../state/index.js";

/** A sandbox that is not finished, as the engine's operations need it. */
export interface Life {
  /** Of the image that must be kept for this sandbox; absent before it was resolved. */
  readonly imageDigest: string | undefined;
  /** Environment, directory and user for commands; absent until the image was resolved. */
  readonly base: ResolvedBase | undefined;
  readonly idRange: StoredSandbox["idRange"];
  readonly logSource: LogSource;
  /** See `Engine.stop`. */
  stop(graceSeconds: number, cause: RequestedEnd["cause"], reason: string): Promise<SandboxRecord>;
  /** The engine is being closed. */
  letGo(): Promise<void>;
}

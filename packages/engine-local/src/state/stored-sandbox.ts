import type { EndCause, SandboxRecord } from "@cwsandbox/engine";

import type { ContainerUser, IdRange } from "../runtime/index.js";

/** What the image gave, kept so that commands work although the image has changed or gone since. */
export interface ResolvedBase {
  readonly imageDigest: string;
  /** Of the image and the sandbox together. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly user: ContainerUser;
}

/** An end that was asked for and is not reached yet. */
export interface RequestedEnd {
  readonly cause: Extract<EndCause, "stopped" | "lifetime">;
  readonly reason: string;
  /** When the grace period is over. */
  readonly killAt: Date;
}

/** All that is kept of one sandbox on disk; enough to find it again. */
export interface StoredSandbox {
  readonly record: SandboxRecord;
  readonly idRange: IdRange;
  /** Present once its image was resolved. */
  readonly base?: ResolvedBase;
  readonly requestedEnd?: RequestedEnd;
}

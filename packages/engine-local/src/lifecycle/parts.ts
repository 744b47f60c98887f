import type { RecordBook } from "@cwsandbox/engine";

import type { ResolvedImage } from "../images/index.js";
import type { ContainerRuntime } from "../runtime/index.js";
import type { IdRanges, RecordStore } from "../state/index.js";

/** Where an engine tells what it does; a pino logger fits. */
export interface EngineLogger {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** What the lives of all sandboxes of one engine share. */
export interface LifeParts {
  readonly runtime: ContainerRuntime;
  /** Fails with `image-not-found`. */
  readonly resolveImage: (reference: string) => Promise<ResolvedImage>;
  readonly store: RecordStore;
  readonly book: RecordBook;
  readonly ranges: IdRanges;
  readonly logger: EngineLogger;
  /** For sandboxes that ask for no limit; absent where the host cannot limit memory. */
  readonly defaultMemoryLimitBytes?: number;
  /** Called when a sandbox is finished and nothing of it is left but its record and log. */
  readonly onFinished: (id: string) => void;
}

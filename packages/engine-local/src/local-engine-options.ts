import type { RuntimeName } from "./host/index.js";
import type { EngineLogger } from "./lifecycle/index.js";

export interface LocalEngineOptions {
  /** Absolute. Holds images, records, logs and what runs; made when it is missing. One server at a time uses it. */
  readonly stateDirectory: string;
  /** Default `auto`: crun when it can run here, else runc. */
  readonly runtime?: "auto" | RuntimeName;
  /** Size of each sandbox's writable layer. Default 10 GiB; they take only what is written. */
  readonly diskLimitBytes?: number;
  /** For sandboxes that ask for no memory limit. Default: half of the machine's memory. */
  readonly defaultMemoryLimitBytes?: number;
  /** Processes and threads per sandbox. Default 4096. */
  readonly pidsLimit?: number;
  /** Size of a sandbox's log beyond which older output is dropped. Default 64 MiB. */
  readonly logLimitBytes?: number;
  /** How long records and logs of finished sandboxes are kept. Default 24 hours. */
  readonly finishedRetentionSeconds?: number;
  /** How many finished sandboxes are kept at most, the newest first. Default 1,000. */
  readonly finishedRetentionCount?: number;
  /** Sandboxes that may wait prepared; fewer when memory is short. Default: 16 per processor. */
  readonly mostPrepared?: number;
  /** Default: silent. */
  readonly logger?: EngineLogger;
}

/** The options with every default filled in. */
export interface LocalEngineConfig {
  readonly stateDirectory: string;
  readonly runtime: "auto" | RuntimeName;
  readonly diskLimitBytes: number;
  readonly defaultMemoryLimitBytes: number;
  readonly pidsLimit: number;
  readonly logLimitBytes: number;
  readonly mostPrepared: number;
  readonly retention: { readonly seconds: number; readonly count: number };
  readonly logger: EngineLogger;
}

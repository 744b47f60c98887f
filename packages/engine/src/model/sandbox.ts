import type { Resources } from "./resources.js";
import type { SandboxState } from "./state.js";

/** A file that is present, read-only, from the first instruction of the main process. */
export interface MountedFile {
  /** Absolute, canonical path inside the sandbox. */
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * What a sandbox shall be. Complete and validated: an engine never fills in a default
 * that a caller could see, and never changes a value it was given.
 */
export interface SandboxSpec {
  /** Reference in the engine's image store. */
  readonly image: string;
  /** Executable and arguments of the main process; empty means the image's own entry point. */
  readonly command: readonly string[];
  /** Lies over the image's environment, for the main process and every later command. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute; absent means the image's own. */
  readonly workingDirectory?: string;
  readonly resources: Resources;
  readonly files: readonly MountedFile[];
  readonly tags: readonly string[];
  /** Seconds after which the sandbox ends whatever it does, counted from its acceptance. */
  readonly maxLifetimeSeconds: number;
  /** Kept with the record for whoever created it, and never read by the engine. */
  readonly attachments: Readonly<Record<string, string>>;
}

/** Why the main process ended, where the exit code alone does not tell. */
export type EndCause = "exited" | "stopped" | "lifetime" | "out-of-memory" | "lost";

/** One sandbox as its engine sees it at one moment. Never changes; a later look gives a later record. */
export interface SandboxRecord {
  /** Unique for ever within the engine; lower-case letters, digits and dashes. */
  readonly id: string;
  readonly spec: SandboxSpec;
  readonly state: SandboxState;
  /** For people: why the sandbox is in this state. Empty when there is nothing to say. */
  readonly stateReason: string;
  readonly createdAt: Date;
  /** When the main process began to run. */
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  /** Exit code of the main process; 128 + signal number when a signal ended it. */
  readonly exitCode?: number;
  readonly endCause?: EndCause;
}

import type { Placement, SandboxConfig, SandboxStatus } from "../config/index.js";
import type { SandboxError } from "../errors/index.js";
import type { SandboxReport } from "./report.js";

/** What a function is written in. */
export type CallLanguage = "javascript" | "python";

/** What a server offers beyond the shared contract. */
export interface ServerCapabilities {
  /** It chooses an image when none is named. */
  readonly hasDefaultImage: boolean;
  /** Sandboxes can be tied to the life of this client. */
  readonly leases: boolean;
  /** Changes of a sandbox are told instead of asked for. */
  readonly watch: boolean;
  /** It has profiles that can be listed and asked for. */
  readonly profiles: boolean;
  /** Languages whose functions it runs itself, in sandboxes that may have been prepared. */
  readonly calls: readonly CallLanguage[];
  /** It stores images. */
  readonly images: boolean;
  /** It works on files by itself, without commands in the sandbox. */
  readonly files: boolean;
  /** Empty for a server without the extension, like the default image. */
  readonly serverVersion: string;
  /** Image of a sandbox that names none. */
  readonly defaultImage: string;
  /** Limits that are refused when asked for, because the server's machine cannot enforce them. */
  readonly unenforcedLimits: readonly string[];
  /** Of the user's own server on this machine; null for any other. */
  readonly processId: number | null;
}

/** A sandbox to create. */
export interface CreateRequest {
  /** Makes repetitions harmless. */
  readonly requestId: string;
  readonly config: SandboxConfig;
  /** Where this attempt looks for a place. */
  readonly placement: Placement;
  /** Image to name; empty leaves it to the server. */
  readonly image: string;
  /** Lease the sandbox ends with. */
  readonly leaseId?: string | undefined;
}

/** Which sandboxes to list. */
export interface ListRequest {
  readonly tags: readonly string[];
  readonly status: SandboxStatus | undefined;
  readonly runnerIds: readonly string[];
  readonly includeStopped: boolean;
  /** Empty for the first page. */
  readonly pageToken: string;
}

/** One page of a list. */
export interface ListPage {
  readonly sandboxes: readonly SandboxReport[];
  /** Empty on the last page. */
  readonly nextPageToken: string;
}

/** A sandbox to stop. */
export interface DeleteRequest {
  readonly sandboxId: string;
  /** Whole seconds between asking and killing. */
  readonly gracePeriodSeconds: number;
  /** Whether an unknown sandbox counts as success. */
  readonly allowMissing: boolean;
}

/** A command to run. */
export interface ExecRequest {
  readonly sandboxId: string;
  /** Empty for the primary one. */
  readonly container: string;
  readonly command: readonly string[];
  /** Present for a terminal; 0 leaves a side to the server. */
  readonly terminal?: { readonly width: number; readonly height: number } | undefined;
}

/** What the server tells about a running command, in order. */
export type ExecEvent =
  | { readonly kind: "ready" }
  | { readonly kind: "output"; readonly stream: "stdout" | "stderr"; readonly bytes: Uint8Array }
  | { readonly kind: "exit"; readonly exitCode: number }
  | { readonly kind: "error"; readonly code: string; readonly message: string };

/** Which part of a log to read. */
export interface LogsRequest {
  readonly sandboxId: string;
  /** Empty for the primary one. */
  readonly container: string;
  readonly follow: boolean;
  /** Only the last lines; 0 for all. */
  readonly tailLines: number;
  readonly sinceTime: Date | undefined;
  /** Whether the server puts the time before each line. */
  readonly timestamps: boolean;
  /** Where to go on after an interruption; excludes tail, since and timestamps. */
  readonly resume?: LogPosition | undefined;
}

/** A place in a log session. */
export interface LogPosition {
  readonly sessionId: string;
  readonly offset: bigint;
}

/** A piece of a log. */
export interface LogData {
  readonly kind: "data";
  readonly bytes: Uint8Array;
  /** Behind the last byte. */
  readonly position: LogPosition;
  /** When it was written, in milliseconds; undefined when the server does not say. */
  readonly time: Date | undefined;
}

/** What a log stream tells, in order. After anything but data it is over. */
export type LogEvent =
  | LogData
  | { readonly kind: "error"; readonly code: string; readonly message: string }
  /** The stream broke in a way after which it can go on in another. */
  | { readonly kind: "interrupted"; readonly error: SandboxError };

/** A file to read. */
export interface ReadFileRequest {
  readonly sandboxId: string;
  /** Empty for the primary one. */
  readonly container: string;
  readonly path: string;
}

/** A file to write. */
export interface WriteFileRequest extends ReadFileRequest {
  readonly contents: Uint8Array;
}

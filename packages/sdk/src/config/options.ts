import type { AuthConfig } from "./auth.js";
import type { SandboxDefaultsOptions } from "./defaults-options.js";
import type { Given } from "./given.js";
import type { DataPlaneMode } from "./not-supported.js";
import type { SandboxDefaults } from "./sandbox-defaults.js";
import type { SandboxOptions } from "./sandbox-options.js";

/** Everything that `new Sandbox()` takes. */
export interface SandboxConstructorOptions extends SandboxOptions {
  /** Shared configuration below these options. */
  readonly defaults?: Given<SandboxDefaults | SandboxDefaultsOptions>;
  /** Address of the server: `http://`, `https://` or `unix:///`. Beats `CWSANDBOX_BASE_URL`. */
  readonly baseUrl?: Given<string>;
  /** Seconds for repeating a create that found no room; 0 for no repetition. Default: 0. */
  readonly createRetryBudgetSeconds?: Given<number>;
  /** Seconds after which the server ends the sandbox, whatever it does. Default: the server's. */
  readonly maxLifetimeSeconds?: Given<number>;
  /** Seconds for retrying failed status polls; 0 for no retry. Default: 30. */
  readonly pollRetryBudgetSeconds?: Given<number>;
  /** Limit in seconds of one status poll, above 0. Default: 15. */
  readonly pollRpcTimeoutSeconds?: Given<number>;
}

/** What `Sandbox.run()` takes besides the words of the command. */
export interface RunOptions extends Omit<SandboxConstructorOptions, "command" | "args" | "baseUrl"> {
  /** Gives up starting; rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What `Sandbox.list()` filters by. */
export interface ListOptions {
  /** Only sandboxes that carry all of them. */
  readonly tags?: Given<readonly string[]>;
  /** Only this status; a terminal one finds finished sandboxes too. */
  readonly status?: Given<string>;
  /** Any of these profile ids. */
  readonly profileIds?: Given<readonly string[]>;
  /** Any of these profile names. */
  readonly profileNames?: Given<readonly string[]>;
  /** Any of these runners. */
  readonly runnerIds?: Given<readonly string[]>;
  /** Also finished sandboxes. Default: false. */
  readonly includeStopped?: Given<boolean>;
  /** The newer name of `includeStopped`. */
  readonly showTerminated?: Given<boolean>;
}

/** What a call that is not about an existing object takes. */
export interface CallOptions {
  /** Address of the server; default as for a sandbox. */
  readonly baseUrl?: Given<string>;
  /** Credentials; default as for a sandbox. */
  readonly auth?: Given<AuthConfig>;
  /** Limit of the whole call in seconds. Default: 300. */
  readonly timeoutSeconds?: Given<number>;
  /** Gives up the call; rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What a call takes that gives objects for existing sandboxes. */
export interface AttachOptions extends CallOptions {
  /** Seconds for retrying failed status polls of the objects; 0 for no retry. Default: 30. */
  readonly pollRetryBudgetSeconds?: Given<number>;
  /** Limit in seconds of one status poll of the objects, above 0. Default: 15. */
  readonly pollRpcTimeoutSeconds?: Given<number>;
  /** How commands and files reach the sandboxes: `auto` (default) and `gateway` both go through the server. */
  readonly dataPlaneMode?: Given<DataPlaneMode>;
}

/** What shapes a remote function and the sandboxes of its calls. */
export interface FunctionOptions extends Omit<
  SandboxOptions,
  "command" | "args" | "tags" | "secrets" | "containers" | "auth"
> {
  /** How arguments and results travel: `json` (default), `structured`, or `pickle` for Python functions. */
  readonly serialization?: Given<"json" | "structured" | "pickle">;
  /** Directory in the sandbox for the files of a call; made when missing. Default: that of the session. */
  readonly tempDir?: Given<string>;
}

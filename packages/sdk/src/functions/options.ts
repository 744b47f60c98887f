import { checkOptionKeys, type FunctionOptions, optionalTextList, readNetwork } from "../config/index.js";
import { CWSandboxValidationError } from "../errors/index.js";
import { checkSerialization } from "../values/index.js";
import type { OutputListener } from "./until-ended.js";

/** Options of a remote function: those of its sandboxes, and those of single calls. */
export interface RemoteFunctionOptions extends FunctionOptions {
  /** Limit in seconds for the function itself. Default: the request timeout of the session (300). */
  readonly timeoutSeconds?: number | null | undefined;
  /**
   * Names of packages that the image has. What the function uses of them is found there; of all other packages,
   * what it uses is sent along. Default: none.
   */
  readonly packages?: readonly string[] | null | undefined;
  /** Ends the remote work when it aborts; the handle then rejects with the signal's own reason. */
  readonly signal?: AbortSignal | null | undefined;
  /**
   * Told what the function prints on standard output while it runs, in pieces without cut characters. When it
   * throws, the call ends and fails with that error. Default: nobody; the handle of the call has it all.
   */
  readonly onStdout?: OutputListener | null | undefined;
  /** The same for standard error; of a function that threw, the last pieces are the error and its stack trace. */
  readonly onStderr?: OutputListener | null | undefined;
}

/**
 * Checks and copies options at wrapping. Lists are copied; `environmentVariables` and `annotations` stay the
 * caller's own objects, so that later changes reach later calls (documented rule).
 *
 * @throws CWSandboxValidationError naming the option.
 */
export function readFunctionOptions(options: RemoteFunctionOptions): RemoteFunctionOptions {
  if (typeof options !== "object" || options === null) {
    throw new CWSandboxValidationError(
      `session.function: the options must be an object, but got ${options === null ? "null" : typeof options}.`,
      { field: "options" },
    );
  }
  const { timeoutSeconds, signal, onStdout, onStderr, packages: named, ...sandbox } = options;
  const packages = optionalTextList("packages", named);
  checkOptionKeys(sandbox, ["function"], "session.function()");
  checkSerialization(sandbox.serialization ?? undefined);
  if (sandbox.network !== undefined && sandbox.network !== null) readNetwork(sandbox.network);
  checkListener("onStdout", onStdout);
  checkListener("onStderr", onStderr);
  if (
    typeof timeoutSeconds === "number"
      ? !(timeoutSeconds > 0)
      : timeoutSeconds !== undefined && timeoutSeconds !== null
  ) {
    throw new CWSandboxValidationError(
      `timeoutSeconds must be a number of seconds above 0, but is ${String(timeoutSeconds)}.`,
      { field: "timeoutSeconds" },
    );
  }
  return {
    ...sandbox,
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(signal === undefined ? {} : { signal }),
    ...(onStdout === undefined ? {} : { onStdout }),
    ...(onStderr === undefined ? {} : { onStderr }),
    ...(packages === undefined ? {} : { packages }),
    ...copies(sandbox),
  };
}

function checkListener(field: string, listener: unknown): void {
  if (listener === undefined || listener === null || typeof listener === "function") return;
  throw new CWSandboxValidationError(
    `${field} must be a function that takes a piece of text, but is ${typeof listener}.`,
    { field },
  );
}

function copies({
  profileIds,
  profileNames,
  runnerIds,
  ports,
  services,
  mountedFiles,
}: FunctionOptions): FunctionOptions {
  return {
    ...(profileIds ? { profileIds: [...profileIds] } : {}),
    ...(profileNames ? { profileNames: [...profileNames] } : {}),
    ...(runnerIds ? { runnerIds: [...runnerIds] } : {}),
    ...(ports ? { ports: [...ports] } : {}),
    ...(services ? { services: [...services] } : {}),
    ...(Array.isArray(mountedFiles) ? { mountedFiles: [...mountedFiles] } : {}),
  };
}

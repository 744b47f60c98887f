import {
  checkOptionKeys,
  type FunctionOptions,
  isAbsent,
  optionalTextList,
  readNetwork,
  refusal,
  show,
} from "../config/index.js";
import { CWSandboxValidationError } from "../errors/index.js";
import { checkSerialization } from "../values/index.js";

/** Told what a function prints, piece by piece and without cut characters. */
export type OutputListener = (text: string) => void;

/** Options of a remote function: those of its sandboxes, and those of single calls. */
export interface RemoteFunctionOptions extends FunctionOptions {
  /** Limit in seconds for the function itself. Default: the request timeout of the session (300). */
  readonly timeoutSeconds?: number | null | undefined;
  /**
   * Names of packages that the image has. What the function uses of them is found there; of all other packages,
   * what it uses is sent along. Default: none.
   */
  readonly packages?: readonly string[] | null | undefined;
  /**
   * Captured variables and properties whose names look like secrets (`apiKey`, `password`, …), and copies of
   * `process.env`, are refused. These names may travel; `true` allows all. Default: none.
   */
  readonly allowSecrets?: true | readonly string[] | null | undefined;
  /**
   * A call that sends more than this number of bytes of captured data makes Node print a warning, once for each
   * function. Default: 10 MiB (10,485,760).
   */
  readonly warnAboveSizeBytes?: number | null | undefined;
  /** Largest result in bytes that a call takes, from 1 to 256 MiB (268,435,456). Default: 256 MiB. */
  readonly maxResultBytes?: number | null | undefined;
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
  const { call, shape } = parted(options);
  checkOptionKeys(shape, ["function"], "session.function()");
  checkSerialization(shape.serialization ?? undefined);
  if (!isAbsent(shape.network)) readNetwork(shape.network);
  return { ...shape, ...readCallOptions(call), ...copies(shape) };
}

/** What shapes the sandbox of a call, without what only concerns the call. */
export type FunctionSandboxOptions = Omit<FunctionOptions, "serialization" | "tempDir">;

export function sandboxOptionsOf(options: RemoteFunctionOptions): FunctionSandboxOptions {
  const { serialization: _serialization, tempDir: _tempDir, ...sandboxOptions } = parted(options).shape;
  return sandboxOptions;
}

type CallOptions = Omit<RemoteFunctionOptions, keyof FunctionOptions>;

/** The options that only concern single calls, and the others. */
function parted(options: RemoteFunctionOptions): { call: CallOptions; shape: FunctionOptions } {
  const { timeoutSeconds, maxResultBytes, signal, onStdout, onStderr, ...others } = options;
  const { packages, allowSecrets, warnAboveSizeBytes, ...shape } = others;
  const capture = { packages, allowSecrets, warnAboveSizeBytes };
  return { call: { timeoutSeconds, maxResultBytes, signal, onStdout, onStderr, ...capture }, shape };
}

function readCallOptions(call: CallOptions): CallOptions {
  const { timeoutSeconds, maxResultBytes, signal, onStdout, onStderr } = call;
  checkTimeout(timeoutSeconds);
  checkMaxResult(maxResultBytes);
  checkListener("onStdout", onStdout);
  checkListener("onStderr", onStderr);
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(isAbsent(maxResultBytes) ? {} : { maxResultBytes }),
    ...(signal === undefined ? {} : { signal }),
    ...(onStdout === undefined ? {} : { onStdout }),
    ...(onStderr === undefined ? {} : { onStderr }),
    ...captureOptions(call),
  };
}

/** What one call may carry at most: its code, variables and arguments. */
export const MAX_PAYLOAD_BYTES = 256 * 1024 * 1024;

/** What one call may bring back at most. */
export const MAX_RESULT_BYTES = 256 * 1024 * 1024;

function checkTimeout(timeoutSeconds: unknown): void {
  if (isAbsent(timeoutSeconds) || (typeof timeoutSeconds === "number" && timeoutSeconds > 0)) return;
  throw refusal("timeoutSeconds", `must be a number of seconds above 0, but is ${show(timeoutSeconds)}.`);
}

function checkMaxResult(maxResultBytes: unknown): void {
  if (isAbsent(maxResultBytes)) return;
  const isCount = typeof maxResultBytes === "number" && Number.isInteger(maxResultBytes);
  if (isCount && maxResultBytes >= 1 && maxResultBytes <= MAX_RESULT_BYTES) return;
  throw refusal(
    "maxResultBytes",
    `must be a whole number of bytes from 1 to ${MAX_RESULT_BYTES}, but is ${show(maxResultBytes)}.`,
  );
}

function checkListener(field: string, listener: unknown): void {
  if (isAbsent(listener) || typeof listener === "function") return;
  throw refusal(field, `must be a function that takes a piece of text, but is ${typeof listener}.`);
}

type CapturePart = Pick<RemoteFunctionOptions, "packages" | "allowSecrets" | "warnAboveSizeBytes">;

function captureOptions({ packages, allowSecrets, warnAboveSizeBytes }: CapturePart): CapturePart {
  if (!isAbsent(warnAboveSizeBytes) && !(typeof warnAboveSizeBytes === "number" && warnAboveSizeBytes >= 0)) {
    throw refusal(
      "warnAboveSizeBytes",
      `must be a number of bytes, 0 or more, but is ${show(warnAboveSizeBytes)}.`,
    );
  }
  const named = optionalTextList("packages", packages);
  const allowed = allowSecrets === true ? true : optionalTextList("allowSecrets", allowSecrets);
  return {
    ...(named === undefined ? {} : { packages: named }),
    ...(allowed === undefined ? {} : { allowSecrets: allowed }),
    ...(isAbsent(warnAboveSizeBytes) ? {} : { warnAboveSizeBytes }),
  };
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

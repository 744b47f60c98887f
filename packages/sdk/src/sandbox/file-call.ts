import { CWSandboxValidationError, type ErrorDetails, SandboxRequestTimeoutError } from "../errors/index.js";
import { checkTimeoutSeconds } from "../handles/index.js";
import type { Call, Transport } from "../transport/index.js";
import { checkKnownKeys } from "../config/index.js";
import { checkContainer, containerOf, type ContainerOption } from "./container-option.js";
import type { SandboxCore } from "./core.js";
import { requireRunning } from "./ready.js";

/** How a file operation is limited. */
export interface FileOptions extends ContainerOption {
  /** Limit in seconds once the sandbox runs. Default: the request timeout. */
  readonly timeoutSeconds?: number | undefined;
  /** Ends the transfer; it rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

const KEYS = Object.keys({
  container: true,
  timeoutSeconds: true,
  signal: true,
} satisfies Record<keyof FileOptions, true>);

/** What is done with a file, for error texts. */
export type FileOperation =
  | "Read file"
  | "Write file"
  | "Inspect file"
  | "List files"
  | "Make directory"
  | "Remove file"
  | "Upload files"
  | "Download files"
  | "Watch files";

/** A file operation on a running sandbox. */
export interface FileCall {
  readonly transport: Transport;
  readonly sandboxId: string;
  /** Empty for the primary one. */
  readonly container: string;
  readonly path: string;
  readonly timeoutSeconds: number;
  /** The call for the next step, limited to what is left of the whole operation. */
  readonly step: () => Call;
}

/** Refuses a path that no file can have. */
export function checkPath(path: string, options: FileOptions): void {
  checkKnownKeys(options, KEYS, "A file operation");
  checkContainer(options);
  checkTimeoutSeconds(options.timeoutSeconds);
  if (typeof path === "string" && path !== "" && !path.includes("\0")) return;
  throw new CWSandboxValidationError("path must be the text of a path in the sandbox and not be empty.", {
    field: "path",
  });
}

/** Waits until the sandbox runs and begins the time limit. */
export async function openFileCall(
  core: SandboxCore,
  operation: FileOperation,
  path: string,
  options: FileOptions,
): Promise<FileCall> {
  await requireRunning(core, options.signal);
  const sandboxId = core.requireId();
  const timeoutSeconds = options.timeoutSeconds ?? core.settings.requestTimeoutSeconds;
  const startedAtMs = performance.now();
  const makeTimeoutError = (details?: ErrorDetails): Error =>
    new SandboxRequestTimeoutError(
      `${operation} timed out: it took longer than ${timeoutSeconds} s for ${path}. Pass a larger timeoutSeconds.`,
      details,
    );
  return {
    transport: await core.transport(),
    sandboxId,
    container: containerOf(options),
    path,
    timeoutSeconds,
    step: () => ({
      operation,
      sandboxId,
      filepath: path,
      timeoutSeconds: Math.max(0, timeoutSeconds - (performance.now() - startedAtMs) / 1000),
      makeTimeoutError,
      signal: options.signal,
    }),
  };
}

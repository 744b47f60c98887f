import { CWSandboxValidationError } from "../errors/index.js";
import { checkTimeoutSeconds } from "../handles/index.js";
import { createStream, LineSplitter, READER_CAPACITY_ITEMS, type StreamReader } from "../streams/index.js";
import { linkSignals } from "../support/index.js";
import type { Call, LogsRequest, Transport } from "../transport/index.js";
import { checkKnownKeys } from "../config/index.js";
import { checkContainer, containerOf, type ContainerOption } from "./container-option.js";
import type { SandboxCore } from "./core.js";
import { notRunning } from "./errors.js";
import { followLog } from "./follow-log.js";
import { logStreamError } from "./log-errors.js";
import { waitUntilRunning } from "./ready.js";

/** Which part of the main process's output to read. */
export interface LogOptions extends ContainerOption {
  /** Whether to go on with what comes. Default: false. */
  readonly follow?: boolean | undefined;
  /** Only the last lines, this many; 0 for all. Default: all. */
  readonly tailLines?: number | undefined;
  /** Only what was written after this. */
  readonly sinceTime?: Date | undefined;
  /** Whether each line begins with its time in ISO 8601. Default: false. */
  readonly timestamps?: boolean | undefined;
  /** Limit in seconds of reading without `follow`. Default: the request timeout; with `follow` none. */
  readonly timeoutSeconds?: number | undefined;
  /** Ends reading; the reader throws the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

const KEYS = Object.keys({
  container: true,
  follow: true,
  tailLines: true,
  sinceTime: true,
  timestamps: true,
  timeoutSeconds: true,
  signal: true,
} satisfies Record<keyof LogOptions, true>);

/** Reads the log and gives its lines; see `Sandbox.streamLogs`. */
export function streamLogs(core: SandboxCore, options: LogOptions): StreamReader<string> {
  checkLogOptions(options);
  const closing = new AbortController();
  const { reader, writer } = createStream<string>({
    capacity: READER_CAPACITY_ITEMS,
    onClose: () => closing.abort(),
    closeOnBreak: true,
  });
  const link = linkSignals({ signals: [options.signal, closing.signal] });
  const deliver = async (): Promise<void> => {
    const lines = new LineSplitter();
    for await (const bytes of readLog(core, options, link.signal)) {
      for (const line of lines.push(bytes)) await writer.push(line);
    }
    for (const line of lines.end()) await writer.push(line);
  };
  void deliver()
    .then(
      () => writer.end(),
      (error: unknown) => writer.fail(error),
    )
    .finally(link.release);
  return reader;
}

async function* readLog(
  core: SandboxCore,
  options: LogOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const follow = options.follow ?? false;
  const hasEnded = (): boolean => core.lifecycle.isOver || core.lifecycle.phase === "stopping";
  if (!hasEnded()) {
    await waitUntilRunning(core, { timeoutSeconds: core.settings.requestTimeoutSeconds, signal });
  }
  if (core.lifecycle.phase === "cancelled" || (follow && hasEnded())) throw notRunning(core);
  const sandboxId = core.requireId();
  const limitSeconds = options.timeoutSeconds ?? core.settings.requestTimeoutSeconds;
  const timeoutSeconds = follow ? undefined : limitSeconds;
  const request = {
    sandboxId,
    container: containerOf(options),
    follow,
    tailLines: options.tailLines ?? 0,
    sinceTime: options.sinceTime,
    timestamps: options.timestamps ?? false,
  };
  const call = { operation: "Stream logs", sandboxId, timeoutSeconds, signal };
  const transport = await core.transport();
  yield* follow ? followLog(transport, request, call) : readOnce(transport, request, call);
}

async function* readOnce(
  transport: Transport,
  request: LogsRequest,
  call: Call,
): AsyncGenerator<Uint8Array, void> {
  for await (const event of transport.streamLogs(request, call)) {
    if (event.kind === "error") throw logStreamError(event.code, event.message);
    if (event.kind === "interrupted") throw event.error;
    yield event.bytes;
  }
}

function checkLogOptions(options: LogOptions): void {
  checkKnownKeys(options, KEYS, "streamLogs()");
  checkContainer(options);
  const { tailLines, sinceTime, timeoutSeconds } = options;
  checkTimeoutSeconds(timeoutSeconds);
  if (tailLines !== undefined && !(Number.isInteger(tailLines) && tailLines >= 0)) {
    throw new CWSandboxValidationError(`tailLines must be a whole number, 0 or more, but is ${tailLines}.`, {
      field: "tailLines",
    });
  }
  if (sinceTime === undefined) return;
  if (!(sinceTime instanceof Date) || Number.isNaN(sinceTime.getTime())) {
    throw new CWSandboxValidationError("sinceTime must be a valid Date.", { field: "sinceTime" });
  }
}

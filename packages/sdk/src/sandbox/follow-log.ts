import { type SandboxError, SandboxUnavailableError } from "../errors/index.js";
import type { Call, LogEvent, LogPosition, LogsRequest, Transport } from "../transport/index.js";
import { pause } from "./pause.js";
import { logStreamError } from "./log-errors.js";

/** Attempts without any progress before a broken log is given up. */
const ATTEMPTS = 3;
const FIRST_PAUSE_SECONDS = 0.5;
const LONGEST_PAUSE_SECONDS = 4;

/** Codes in the stream after which the same session goes on. */
const RESUMABLE: ReadonlySet<string> = new Set(["STREAM_INTERRUPTED"]);
/** Codes in the stream after which a new session must be begun. */
const RESTARTABLE: ReadonlySet<string> = new Set([
  "SESSION_NOT_FOUND",
  "REPLAY_GAP",
  "RUNNER_UNAVAILABLE",
  "RUNNER_DRAINING",
]);

/** Follows a log over interruptions of the connection, so that no byte is lost or delivered twice. */
export async function* followLog(
  transport: Transport,
  request: LogsRequest,
  call: Call,
): AsyncGenerator<Uint8Array, void> {
  let position: LogPosition | undefined;
  let failures = 0;
  for (;;) {
    let broken: SandboxError | undefined;
    try {
      for await (const event of transport.streamLogs({ ...request, resume: position }, call)) {
        if (event.kind === "error") {
          broken = interruption(event);
          if (RESTARTABLE.has(event.code)) position = undefined;
          break;
        }
        failures = 0;
        position = event.position.sessionId === "" ? undefined : event.position;
        yield event.bytes;
      }
      if (broken === undefined) return;
    } catch (error) {
      call.signal?.throwIfAborted();
      if (!(error instanceof SandboxUnavailableError) || position === undefined) throw error;
      broken = error;
    }
    failures += 1;
    if (failures >= ATTEMPTS) throw broken;
    await pause(Math.min(FIRST_PAUSE_SECONDS * 2 ** (failures - 1), LONGEST_PAUSE_SECONDS), call.signal);
  }
}

/** What to report when going on fails; throws at once for a code that is final. */
function interruption({ code, message }: Extract<LogEvent, { kind: "error" }>): SandboxError {
  if (!RESUMABLE.has(code) && !RESTARTABLE.has(code)) throw logStreamError(code, message);
  return new SandboxUnavailableError(`Log stream error: ${message || code}`, { reason: code });
}

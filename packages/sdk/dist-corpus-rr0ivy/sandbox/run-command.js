import { SandboxExecutionError, SandboxStreamBackpressureError, SandboxStreamTruncatedError, SandboxTimeoutError, } from "../errors/index.js";
import { deferred, linkSignals, startTimer } from "../support/index.js";
/** Longest wait for the server to take input. */
const READY_TIMEOUT_SECONDS = 5;
/**
 * Runs a command to its end and gives its exit code; null when the server sent none. Whatever ends this early
 * ends the command too.
 *
 * @throws SandboxTimeoutError when the server does not take input in time.
 * @throws SandboxExecutionError for an error that the server put into the stream.
 */
export async function runCommand(run) {
    const ready = deferred();
    const tooLate = new AbortController();
    const link = linkSignals({ signals: [run.call.signal, tooLate.signal] });
    const readySeconds = Math.min(READY_TIMEOUT_SECONDS, run.call.timeoutSeconds ?? READY_TIMEOUT_SECONDS);
    const callOff = run.input === null ? undefined : startTimer(readySeconds, () => tooLate.abort(notReady(readySeconds)));
    try {
        const call = { ...run.call, signal: link.signal };
        for await (const event of run.transport.exec(run.request, afterReady(run.input, ready.promise), call)) {
            if (event.kind === "ready") {
                callOff?.();
                ready.resolve(true);
            }
            else if (event.kind === "output") {
                await run.onOutput(event.stream, event.bytes);
            }
            else if (event.kind === "exit") {
                return event.exitCode;
            }
            else {
                throw streamError(event);
            }
        }
        return null;
    }
    finally {
        callOff?.();
        link.release();
        ready.resolve(false);
    }
}
/** The error for a command stream that ended without saying how the command did. */
export function noExitCode(command) {
    return new SandboxExecutionError(`The stream of the command ${describeCommand(command)} ended without an exit code, so its outcome is unknown.`);
}
/** Words as one would type them, cut when long. */
export function describeCommand(command) {
    const text = command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(" ");
    return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
async function* afterReady(input, ready) {
    if (input === null || !(await ready))
        return;
    yield* input;
}
function notReady(seconds) {
    return new SandboxTimeoutError(`The stdin ready signal was not received within ${seconds} s, so no input could be sent. The command was ended.`);
}
function streamError(event) {
    const text = `Exec stream error: ${event.message || event.code}`;
    if (event.code === "STREAM_BACKPRESSURE")
        return new SandboxStreamBackpressureError(text);
    if (event.code === "STREAM_TRUNCATED")
        return new SandboxStreamTruncatedError(text);
    return new SandboxExecutionError(text, { reason: event.code || null });
}
//# sourceMappingURL=run-command.js.map
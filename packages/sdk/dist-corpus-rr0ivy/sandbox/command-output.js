import { ByteCollector, createStream, decodeText } from "../streams/index.js";
import { linkSignals } from "../support/index.js";
import { KEPT_STDERR_BYTES, STREAMED_PIECES } from "./file-limits.js";
import { runCommand } from "./run-command.js";
/**
 * Runs a helper command and yields its standard output no faster than it is taken. Leaving the loop early ends
 * the command.
 */
export async function* readCommandOutput(command) {
    const { transport, request, call, makeError } = command;
    const leaving = new AbortController();
    const link = linkSignals({ signals: [call.signal, leaving.signal] });
    const { reader, writer } = createStream({ capacity: STREAMED_PIECES });
    const complaints = new Complaints();
    const run = runCommand({
        transport,
        request,
        input: null,
        call: { ...call, signal: link.signal },
        onOutput: (stream, bytes) => {
            if (stream === "stdout")
                return writer.push(bytes);
            complaints.append(bytes);
            return undefined;
        },
    });
    const ended = run.then((exitCode) => (exitCode === 0 ? writer.end() : writer.fail(makeError(exitCode, complaints.text()))), (error) => writer.fail(error));
    try {
        yield* reader;
    }
    finally {
        leaving.abort();
        await ended;
        link.release();
    }
}
/** Runs a helper command that takes input and whose output nobody needs. */
export async function feedCommand(command, input) {
    const { transport, request, call, makeError } = command;
    const complaints = new Complaints();
    const exitCode = await runCommand({
        transport,
        request,
        input,
        call,
        onOutput: (stream, bytes) => {
            if (stream === "stderr")
                complaints.append(bytes);
            return undefined;
        },
    });
    if (exitCode !== 0)
        throw makeError(exitCode, complaints.text());
}
/** The beginning of what a helper command complains about. */
class Complaints {
    #kept = new ByteCollector();
    #sizeBytes = 0;
    append(bytes) {
        if (this.#sizeBytes >= KEPT_STDERR_BYTES)
            return;
        this.#kept.append(bytes.subarray(0, KEPT_STDERR_BYTES - this.#sizeBytes));
        this.#sizeBytes += bytes.length;
    }
    text() {
        return decodeText(this.#kept.bytes()).trim();
    }
}
//# sourceMappingURL=command-output.js.map
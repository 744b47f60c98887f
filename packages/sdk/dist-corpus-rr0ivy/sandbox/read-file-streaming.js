import { SandboxFileError } from "../errors/index.js";
import { createStream, decodeText } from "../streams/index.js";
import { linkSignals } from "../support/index.js";
import { readCommandOutput } from "./command-output.js";
import { openFileCall } from "./file-call.js";
import { fileError } from "./file-errors.js";
import { CHECKED_SIZE_BYTES, STREAMED_PIECES } from "./file-limits.js";
const SIZE_SCRIPT = 'stat -c %s -- "$1" 2>/dev/null';
/** Longest wait for the size, which is only there to notice a cut. */
const SIZE_TIMEOUT_SECONDS = 10;
/** More digits than any size has. */
const LONGEST_SIZE_BYTES = 32;
/** Streams a file of any size through a command; see `Sandbox.readFileStreaming`. */
export function readFileStreaming(core, path, options) {
    const closing = new AbortController();
    const link = linkSignals({ signals: [options.signal, closing.signal] });
    const { reader, writer } = createStream({
        capacity: STREAMED_PIECES,
        onClose: () => closing.abort(),
        closeOnBreak: true,
    });
    const deliver = async () => {
        const file = await openFileCall(core, "Read file", path, { ...options, signal: link.signal });
        for await (const piece of readChecked(file))
            await writer.push(piece);
    };
    void deliver()
        .then(() => writer.end(), (error) => writer.fail(error))
        .finally(link.release);
    return reader;
}
async function* readChecked(file) {
    const { path } = file;
    const sizeBytes = await sizeOf(file);
    let deliveredBytes = 0;
    const output = readOutput(file, ["/bin/cat", "--", path], file.step(), (exitCode, stderr) => fileError(path, "CWSANDBOX_FILE_IO_FAILED", `reading it failed: ${stderr || `cat ended with ${exitCode ?? "no exit code"}`}`));
    for await (const piece of output) {
        deliveredBytes += piece.length;
        yield piece;
    }
    // More than expected means that the file grew; small files change too often to be compared.
    if (sizeBytes >= CHECKED_SIZE_BYTES && deliveredBytes < sizeBytes) {
        throw truncated(path, sizeBytes, deliveredBytes);
    }
}
/** The size before the read; 0 when it cannot be found out. */
async function sizeOf(file) {
    const command = ["/bin/sh", "-c", SIZE_SCRIPT, "cwsandbox-stat", file.path];
    const call = file.step();
    const timeoutSeconds = Math.min(SIZE_TIMEOUT_SECONDS, call.timeoutSeconds ?? SIZE_TIMEOUT_SECONDS);
    let text = "";
    try {
        for await (const piece of readOutput(file, command, { ...call, timeoutSeconds }, unknownSize)) {
            text += decodeText(piece.subarray(0, LONGEST_SIZE_BYTES));
            if (text.length > LONGEST_SIZE_BYTES)
                return 0;
        }
    }
    catch {
        call.signal?.throwIfAborted();
        return 0;
    }
    return /^\d+\s*$/.test(text) ? Number(text) : 0;
}
function unknownSize() {
    return new Error("the size is not known");
}
function readOutput(file, command, call, makeError) {
    const { transport, sandboxId, container } = file;
    return readCommandOutput({ transport, request: { sandboxId, container, command }, call, makeError });
}
function truncated(filepath, sizeBytes, deliveredBytes) {
    return new SandboxFileError(`${filepath}: only ${deliveredBytes} of ${sizeBytes} bytes were delivered. Read it again.`, {
        filepath,
        reason: "CWSANDBOX_FILE_TRUNCATED",
        metadata: { size_bytes: String(sizeBytes), bytes_delivered: String(deliveredBytes), filepath },
    });
}
//# sourceMappingURL=read-file-streaming.js.map
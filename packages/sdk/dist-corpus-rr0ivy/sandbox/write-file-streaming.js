import { refusal, show } from "../config/index.js";
import { feedCommand } from "./command-output.js";
import { openFileCall } from "./file-call.js";
import { fileError } from "./file-errors.js";
import { INPUT_PIECE_BYTES } from "./file-limits.js";
import { withSource } from "./with-source.js";
/** Writes straight to the path: the sandbox need not have room for a second copy. */
const WRITE_SCRIPT = [
    '[ -d "$1" ] && exit 3',
    'case "$1" in */*) mkdir -p -- "${1%/*}/" || exit 1;; esac',
    'exec cat > "$1"',
].join("\n");
const EXIT_DIRECTORY = 3;
/** Refuses what can give no bytes. */
export function checkSource(source) {
    const given = source;
    if (typeof given === "object" && given !== null) {
        if (Symbol.iterator in given || Symbol.asyncIterator in given)
            return;
    }
    throw refusal("source", `must be a Uint8Array, or an iterable of Uint8Array, but is ${show(given)}.`);
}
/** Streams bytes into a file through a command; see `Sandbox.writeFileStreaming`. */
export async function writeFileStreaming(core, path, source, options) {
    const file = await openFileCall(core, "Write file", path, options);
    const { transport, sandboxId, container } = file;
    const command = ["/bin/sh", "-c", WRITE_SCRIPT, "cwsandbox-write-file-streaming", path];
    await withSource(toInput(source), file.step(), (input, call) => feedCommand({
        transport,
        request: { sandboxId, container, command },
        call,
        makeError: (exitCode, stderr) => exitCode === EXIT_DIRECTORY
            ? fileError(path, "CWSANDBOX_FILE_IS_DIRECTORY", "it is a directory.")
            : fileError(path, "CWSANDBOX_FILE_IO_FAILED", `writing it failed, a part of it may be there: ${stderr || `exit code ${exitCode ?? "unknown"}`}`),
    }, input));
}
async function* toInput(source) {
    const pieces = source instanceof Uint8Array ? [source] : source;
    for await (const piece of pieces) {
        if (!(piece instanceof Uint8Array)) {
            throw refusal("source", `must give Uint8Arrays, but gave ${show(piece)}. For text, give Buffer.from(text).`);
        }
        for (let start = 0; start < piece.length; start += INPUT_PIECE_BYTES) {
            yield { kind: "data", bytes: piece.subarray(start, start + INPUT_PIECE_BYTES) };
        }
    }
    yield { kind: "end" };
}
//# sourceMappingURL=write-file-streaming.js.map
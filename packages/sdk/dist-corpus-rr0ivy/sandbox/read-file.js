import { SandboxResourceExhaustedError } from "../errors/index.js";
import { openFileCall } from "./file-call.js";
import { runFileCommand } from "./file-command.js";
import { fileError, fileTooLarge, tooLargeForOneCall } from "./file-errors.js";
import { BUFFERED_FILE_LIMIT_BYTES } from "./file-limits.js";
import { withHintedRetry } from "./hinted-retry.js";
/** Says by its exit code what is wrong; `$1` is the path. */
const READ_SCRIPT = '[ -e "$1" ] || exit 2; [ -d "$1" ] && exit 3; exec cat -- "$1"';
const EXIT_MISSING = 2;
const EXIT_DIRECTORY = 3;
/** Reads a whole file: in one call, or through a command when it is too large for that. */
export async function readFile(core, path, options) {
    const file = await openFileCall(core, "Read file", path, options);
    const { sandboxId, container } = file;
    try {
        return await withHintedRetry({
            timeoutSeconds: file.timeoutSeconds,
            signal: options.signal,
            attempt: () => file.transport.readFile({ sandboxId, container, path }, file.step()),
        });
    }
    catch (error) {
        const tooLarge = tooLargeForOneCall(error);
        // A limit of the transport itself, on the size of a message, comes without a reason.
        const beyondMessage = error instanceof SandboxResourceExhaustedError && error.reason === null;
        if (tooLarge === null && !beyondMessage)
            throw error;
        const sizeBytes = tooLarge?.sizeBytes ?? null;
        if (sizeBytes !== null && sizeBytes > BUFFERED_FILE_LIMIT_BYTES) {
            throw fileTooLarge(path, "read_file", sizeBytes);
        }
        return readByCommand(file, sizeBytes);
    }
}
async function readByCommand(file, sizeBytes) {
    const { path } = file;
    const command = ["/bin/sh", "-c", READ_SCRIPT, "cwsandbox-read-file", path];
    const { exitCode, stdout, stderr } = await runFileCommand(file, command, null);
    if (exitCode === EXIT_MISSING)
        throw fileError(path, "CWSANDBOX_FILE_NOT_FOUND", "there is no such file.");
    if (exitCode === EXIT_DIRECTORY)
        throw fileError(path, "CWSANDBOX_FILE_IS_DIRECTORY", "it is a directory.");
    if (exitCode !== 0) {
        throw fileError(path, "CWSANDBOX_FILE_IO_FAILED", `reading it failed: ${stderr || `exit code ${exitCode}`}`);
    }
    // A size of 0 is what pseudo files say; more than announced means that the file grew.
    if (sizeBytes !== null && sizeBytes > 0 && stdout.length < sizeBytes) {
        throw fileError(path, "CWSANDBOX_FILE_TRUNCATED", `only ${stdout.length} of ${sizeBytes} bytes were delivered. Read it again.`);
    }
    return stdout;
}
//# sourceMappingURL=read-file.js.map
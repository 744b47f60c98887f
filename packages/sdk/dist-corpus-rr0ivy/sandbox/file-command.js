import { SandboxFileError } from "../errors/index.js";
import { ByteCollector, decodeText } from "../streams/index.js";
import { INPUT_PIECE_BYTES, KEPT_STDERR_BYTES } from "./file-limits.js";
import { runCommand } from "./run-command.js";
/** Runs a helper command inside the sandbox that moves a file over its standard input or output. */
export async function runFileCommand(file, command, input) {
    const stdout = new ByteCollector();
    const stderr = new ByteCollector();
    let stderrBytes = 0;
    const exitCode = await runCommand({
        transport: file.transport,
        request: { sandboxId: file.sandboxId, container: file.container, command },
        input: input === null ? null : pieces(input),
        call: file.step(),
        onOutput: (stream, bytes) => {
            if (stream === "stdout")
                stdout.append(bytes);
            else if (stderrBytes < KEPT_STDERR_BYTES)
                stderr.append(bytes.subarray(0, KEPT_STDERR_BYTES - stderrBytes));
            if (stream === "stderr")
                stderrBytes += bytes.length;
            return undefined;
        },
    });
    if (exitCode === null) {
        throw new SandboxFileError(`${file.path}: the transfer ended without an outcome.`, {
            filepath: file.path,
            reason: "CWSANDBOX_FILE_IO_FAILED",
        });
    }
    return { exitCode, stdout: stdout.bytes(), stderr: decodeText(stderr.bytes()).trim() };
}
async function* pieces(contents) {
    for (let start = 0; start < contents.length; start += INPUT_PIECE_BYTES) {
        yield { kind: "data", bytes: contents.subarray(start, start + INPUT_PIECE_BYTES) };
    }
    yield { kind: "end" };
}
//# sourceMappingURL=file-command.js.map
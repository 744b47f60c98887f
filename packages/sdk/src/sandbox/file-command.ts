import { SandboxFileError } from "../errors/index.js";
import { ByteCollector, decodeText, type TerminalInput } from "../streams/index.js";
import type { FileCall } from "./file-call.js";
import { fileTooLarge } from "./file-errors.js";
import { BUFFERED_FILE_LIMIT_BYTES, INPUT_PIECE_BYTES, KEPT_STDERR_BYTES } from "./file-limits.js";
import { runCommand } from "./run-command.js";

/** What a helper command left behind. */
export interface FileCommandResult {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  /** The beginning of its complaints. */
  readonly stderr: string;
}

/** Runs a helper command inside the sandbox that moves a file over its standard input or output. */
export async function runFileCommand(
  file: FileCall,
  command: readonly string[],
  input: Uint8Array | null,
): Promise<FileCommandResult> {
  const stdout = new ByteCollector();
  const stderr = new ByteCollector();
  let stdoutBytes = 0;
  let stderrBytes = 0;
  const exitCode = await runCommand({
    transport: file.transport,
    request: { sandboxId: file.sandboxId, container: file.container, command },
    input: input === null ? null : pieces(input),
    call: file.step(),
    onOutput: (stream, bytes) => {
      if (stream === "stderr") {
        if (stderrBytes < KEPT_STDERR_BYTES)
          stderr.append(bytes.subarray(0, KEPT_STDERR_BYTES - stderrBytes));
        stderrBytes += bytes.length;
        return undefined;
      }
      stdoutBytes += bytes.length;
      // The sandbox decides how much it sends, and this side holds all of it.
      if (stdoutBytes > BUFFERED_FILE_LIMIT_BYTES) throw fileTooLarge(file.path, "read_file", stdoutBytes);
      stdout.append(bytes);
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

async function* pieces(contents: Uint8Array): AsyncGenerator<TerminalInput, void> {
  for (let start = 0; start < contents.length; start += INPUT_PIECE_BYTES) {
    yield { kind: "data", bytes: contents.subarray(start, start + INPUT_PIECE_BYTES) };
  }
  yield { kind: "end" };
}

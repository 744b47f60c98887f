import { SandboxFileError } from "../errors/index.js";
import { createStream, decodeText, type StreamReader } from "../streams/index.js";
import { linkSignals } from "../support/index.js";
import type { Call, FileContent } from "../transport/index.js";
import { readCommandOutput } from "./command-output.js";
import type { SandboxCore } from "./core.js";
import { type FileCall, type FileOptions, openFileCall } from "./file-call.js";
import { fileError } from "./file-errors.js";
import { CHECKED_SIZE_BYTES, STREAMED_PIECES } from "./file-limits.js";
import { fileAccessOf } from "./files/index.js";

const SIZE_SCRIPT = 'stat -c %s -- "$1" 2>/dev/null';
/** Longest wait for the size, which is only there to notice a cut. */
const SIZE_TIMEOUT_SECONDS = 10;
/** More digits than any size has. */
const LONGEST_SIZE_BYTES = 32;

/** Streams a file of any size; see `Sandbox.readFileStreaming`. */
export function readFileStreaming(
  core: SandboxCore,
  path: string,
  options: FileOptions,
): StreamReader<Uint8Array> {
  const closing = new AbortController();
  const link = linkSignals({ signals: [options.signal, closing.signal] });
  const { reader, writer } = createStream<Uint8Array>({
    capacity: STREAMED_PIECES,
    onClose: () => closing.abort(),
    closeOnBreak: true,
  });
  const deliver = async (): Promise<void> => {
    const file = await openFileCall(core, "Read file", path, { ...options, signal: link.signal });
    for await (const piece of readChecked(file)) await writer.push(piece);
  };
  void deliver()
    .then(
      () => writer.end(),
      (error: unknown) => writer.fail(error),
    )
    .finally(link.release);
  return reader;
}

async function* readChecked(file: FileCall): AsyncGenerator<Uint8Array, void> {
  const { sizeBytes, pieces } = (await openByServer(file)) ?? (await openByCommand(file));
  let deliveredBytes = 0;
  for await (const piece of pieces) {
    deliveredBytes += piece.length;
    yield piece;
  }
  // More than expected means that the file grew; small files change too often to be compared.
  if (sizeBytes >= CHECKED_SIZE_BYTES && deliveredBytes < sizeBytes) {
    throw truncated(file.path, sizeBytes, deliveredBytes);
  }
}

/** Half the work of a command; null where there must be one. */
async function openByServer(file: FileCall): Promise<FileContent | null> {
  if (!file.path.startsWith("/")) return null;
  try {
    return await (await fileAccessOf(file)).open(file, file.step());
  } catch (error) {
    // What is wrong with a file is always said in the words of the command.
    if (error instanceof SandboxFileError) return null;
    throw error;
  }
}

async function openByCommand(file: FileCall): Promise<FileContent> {
  const { path } = file;
  const sizeBytes = await sizeOf(file);
  const pieces = readOutput(file, ["/bin/cat", "--", path], file.step(), (exitCode, stderr) =>
    fileError(
      path,
      "CWSANDBOX_FILE_IO_FAILED",
      `reading it failed: ${stderr || `cat ended with ${exitCode ?? "no exit code"}`}`,
    ),
  );
  return { sizeBytes, pieces };
}

/** The size before the read; 0 when it cannot be found out. */
async function sizeOf(file: FileCall): Promise<number> {
  const command = ["/bin/sh", "-c", SIZE_SCRIPT, "cwsandbox-stat", file.path];
  const call = file.step();
  const timeoutSeconds = Math.min(SIZE_TIMEOUT_SECONDS, call.timeoutSeconds ?? SIZE_TIMEOUT_SECONDS);
  let text = "";
  try {
    for await (const piece of readOutput(file, command, { ...call, timeoutSeconds }, unknownSize)) {
      if (text.length + piece.length > LONGEST_SIZE_BYTES) return 0;
      text += decodeText(piece);
    }
  } catch {
    call.signal?.throwIfAborted();
    return 0;
  }
  return /^\d+\s*$/.test(text) ? Number(text) : 0;
}

function unknownSize(): Error {
  return new Error("the size is not known");
}

function readOutput(
  file: FileCall,
  command: readonly string[],
  call: Call,
  makeError: (exitCode: number | null, stderr: string) => Error,
): AsyncIterable<Uint8Array> {
  const { transport, sandboxId, container } = file;
  return readCommandOutput({ transport, request: { sandboxId, container, command }, call, makeError });
}

function truncated(filepath: string, sizeBytes: number, deliveredBytes: number): SandboxFileError {
  return new SandboxFileError(
    `${filepath}: only ${deliveredBytes} of ${sizeBytes} bytes were delivered. Read it again.`,
    {
      filepath,
      reason: "CWSANDBOX_FILE_TRUNCATED",
      metadata: { size_bytes: String(sizeBytes), bytes_delivered: String(deliveredBytes), filepath },
    },
  );
}

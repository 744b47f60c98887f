import { SandboxResourceExhaustedError } from "../errors/index.js";
import { readCommandOutput } from "./command-output.js";
import type { SandboxCore } from "./core.js";
import { type FileCall, type FileOptions, openFileCall } from "./file-call.js";
import { endOf, fileError, fileTooLarge, tooLargeForOneCall } from "./file-errors.js";
import { BUFFERED_FILE_LIMIT_BYTES } from "./file-limits.js";
import { withHintedRetry } from "./hinted-retry.js";

/** Says by its exit code what is wrong; `$1` is the path. */
const READ_SCRIPT = '[ -e "$1" ] || exit 2; [ -d "$1" ] && exit 3; exec cat -- "$1"';
const EXIT_MISSING = 2;
const EXIT_DIRECTORY = 3;

/** Reads a whole file: in one call, or through a command when it is too large for that. */
export async function readFile(core: SandboxCore, path: string, options: FileOptions): Promise<Uint8Array> {
  const file = await openFileCall(core, "Read file", path, options);
  const { sandboxId, container } = file;
  try {
    return await withHintedRetry({
      timeoutSeconds: file.timeoutSeconds,
      signal: options.signal,
      attempt: () => file.transport.readFile({ sandboxId, container, path }, file.step()),
    });
  } catch (error) {
    const tooLarge = tooLargeForOneCall(error);
    // A limit of the transport itself, on the size of a message, comes without a reason.
    const beyondMessage = error instanceof SandboxResourceExhaustedError && error.reason === null;
    if (tooLarge === null && !beyondMessage) throw error;
    const sizeBytes = tooLarge?.sizeBytes ?? null;
    if (sizeBytes !== null && sizeBytes > BUFFERED_FILE_LIMIT_BYTES) {
      throw fileTooLarge(path, "read_file", sizeBytes);
    }
    return readByCommand(file, sizeBytes);
  }
}

async function readByCommand(file: FileCall, sizeBytes: number | null): Promise<Uint8Array> {
  const { path, transport, sandboxId, container } = file;
  const request = {
    sandboxId,
    container,
    command: ["/bin/sh", "-c", READ_SCRIPT, "cwsandbox-read-file", path],
  };
  const makeError = (exitCode: number | null, stderr: string): Error => readError(path, exitCode, stderr);
  const contents = new WholeFile(path, sizeBytes ?? 0);
  const output = readCommandOutput({ transport, request, call: file.step(), makeError });
  for await (const piece of output) contents.append(piece);
  const bytes = contents.bytes();
  // A size of 0 is what pseudo files say; more than announced means that the file grew.
  if (sizeBytes !== null && sizeBytes > 0 && bytes.length < sizeBytes) {
    throw fileError(
      path,
      "CWSANDBOX_FILE_TRUNCATED",
      `only ${bytes.length} of ${sizeBytes} bytes were delivered. Read it again.`,
    );
  }
  return bytes;
}

function readError(path: string, exitCode: number | null, stderr: string): Error {
  if (exitCode === EXIT_MISSING) return fileError(path, "CWSANDBOX_FILE_NOT_FOUND", "there is no such file.");
  if (exitCode === EXIT_DIRECTORY)
    return fileError(path, "CWSANDBOX_FILE_IS_DIRECTORY", "it is a directory.");
  return fileError(path, "CWSANDBOX_FILE_IO_FAILED", `reading it failed: ${stderr || endOf(exitCode)}`);
}

/** A file on its way into memory. Where its size is known before, each byte is copied once. */
class WholeFile {
  readonly #path: string;
  #memory: Uint8Array;
  #sizeBytes = 0;

  constructor(path: string, expectedBytes: number) {
    this.#path = path;
    this.#memory = Buffer.allocUnsafeSlow(expectedBytes);
  }

  append(piece: Uint8Array): void {
    const end = this.#sizeBytes + piece.length;
    // The sandbox decides how much it sends, and this side holds all of it.
    if (end > BUFFERED_FILE_LIMIT_BYTES) throw fileTooLarge(this.#path, "read_file", end);
    if (end > this.#memory.length) this.#grow(2 * end);
    this.#memory.set(piece, this.#sizeBytes);
    this.#sizeBytes = end;
  }

  bytes(): Uint8Array {
    const isFull = this.#sizeBytes === this.#memory.length;
    return isFull ? this.#memory : Buffer.from(this.#memory.subarray(0, this.#sizeBytes));
  }

  #grow(sizeBytes: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.min(sizeBytes, BUFFERED_FILE_LIMIT_BYTES));
    larger.set(this.#memory.subarray(0, this.#sizeBytes));
    this.#memory = larger;
  }
}

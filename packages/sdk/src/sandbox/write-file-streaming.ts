import { refusal, show } from "../config/index.js";
import type { TerminalInput } from "../streams/index.js";
import { feedCommand } from "./command-output.js";
import type { SandboxCore } from "./core.js";
import { type FileOptions, openFileCall } from "./file-call.js";
import { endOf, fileError } from "./file-errors.js";
import { INPUT_PIECE_BYTES } from "./file-limits.js";
import { withSource } from "./with-source.js";

/** Bytes to write: all at once, or in pieces as they come. */
export type ByteSource = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Writes straight to the path: the sandbox need not have room for a second copy. */
const WRITE_SCRIPT = [
  '[ -d "$1" ] && exit 3',
  'case "$1" in */*) mkdir -p -- "${1%/*}/" || exit 1;; esac',
  'exec cat > "$1"',
].join("\n");
const EXIT_DIRECTORY = 3;

/** Refuses what can give no bytes. */
export function checkSource(source: ByteSource): void {
  const given: unknown = source;
  if (typeof given === "object" && given !== null) {
    if (Symbol.iterator in given || Symbol.asyncIterator in given) return;
  }
  throw refusal("source", `must be a Uint8Array, or an iterable of Uint8Array, but is ${show(given)}.`);
}

/** Streams bytes into a file through a command; see `Sandbox.writeFileStreaming`. */
export async function writeFileStreaming(
  core: SandboxCore,
  path: string,
  source: ByteSource,
  options: FileOptions,
): Promise<void> {
  const file = await openFileCall(core, "Write file", path, options);
  const { transport, sandboxId, container } = file;
  const command = ["/bin/sh", "-c", WRITE_SCRIPT, "cwsandbox-write-file-streaming", path];
  await withSource(toInput(source), file.step(), (input, call) =>
    feedCommand(
      {
        transport,
        request: { sandboxId, container, command },
        call,
        makeError: (exitCode, stderr) =>
          exitCode === EXIT_DIRECTORY
            ? fileError(path, "CWSANDBOX_FILE_IS_DIRECTORY", "it is a directory.")
            : fileError(
                path,
                "CWSANDBOX_FILE_IO_FAILED",
                `writing it failed, a part of it may be there: ${stderr || endOf(exitCode)}`,
              ),
      },
      input,
    ),
  );
}

/** The bytes as the input of a command, in pieces that one message carries, and its end. */
export async function* toInput(source: ByteSource): AsyncGenerator<TerminalInput, void> {
  const pieces = source instanceof Uint8Array ? [source] : source;
  for await (const piece of pieces) {
    if (!(piece instanceof Uint8Array)) {
      throw refusal(
        "source",
        `must give Uint8Arrays, but gave ${show(piece)}. For text, give Buffer.from(text).`,
      );
    }
    for (let start = 0; start < piece.length; start += INPUT_PIECE_BYTES) {
      yield { kind: "data", bytes: piece.subarray(start, start + INPUT_PIECE_BYTES) };
    }
  }
  yield { kind: "end" };
}

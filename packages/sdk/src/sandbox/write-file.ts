import { CWSandboxValidationError, SandboxResourceExhaustedError } from "../errors/index.js";
import { feedCommand } from "./command-output.js";
import type { SandboxCore } from "./core.js";
import { type FileCall, type FileOptions, openFileCall } from "./file-call.js";
import { endOf, fileError, fileTooLarge, tooLargeForOneCall } from "./file-errors.js";
import {
  BUFFERED_FILE_LIMIT_BYTES,
  LARGEST_ANNOUNCED_CAP_BYTES,
  UNARY_FILE_CAP_BYTES,
} from "./file-limits.js";
import { toInput } from "./write-file-streaming.js";

/**
 * Writes beside the target and renames at the end, so that nobody ever sees half a file; `$1` is the path,
 * `$2` the size. Counts the bytes instead of waiting for the end of input.
 */
const WRITE_SCRIPT = [
  '[ -d "$1" ] && exit 3',
  'case "$1" in */*) mkdir -p -- "${1%/*}/" || exit 1;; esac',
  'part="$1.part.$$"',
  "trap 'rm -f -- \"$part\"' EXIT",
  'head -c "$2" > "$part" || exit 1',
  '[ "$(wc -c < "$part")" -eq "$2" ] || { echo "not all bytes arrived" >&2; exit 1; }',
  'mv -f -- "$part" "$1"',
].join("\n");
const EXIT_DIRECTORY = 3;

/** Refuses contents that are no bytes. */
export function checkContents(contents: Uint8Array): void {
  if (contents instanceof Uint8Array) return;
  throw new CWSandboxValidationError("contents must be a Uint8Array. For text, pass Buffer.from(text).", {
    field: "contents",
  });
}

/** Writes a whole file: in one call, or through a command when it is too large for that. */
export async function writeFile(
  core: SandboxCore,
  path: string,
  contents: Uint8Array,
  options: FileOptions,
): Promise<void> {
  const sizeBytes = contents.length;
  if (sizeBytes > BUFFERED_FILE_LIMIT_BYTES) throw fileTooLarge(path, "write_file", sizeBytes);
  const file = await openFileCall(core, "Write file", path, options);
  const { sandboxId, container } = file;
  if (sizeBytes > (core.announcedFileCapBytes ?? UNARY_FILE_CAP_BYTES)) return writeByCommand(file, contents);
  try {
    await file.transport.writeFile({ sandboxId, container, path, contents }, file.step());
  } catch (error) {
    const tooLarge = tooLargeForOneCall(error);
    if (tooLarge === null && !isMessageTooLarge(error)) throw error;
    const announcedBytes = tooLarge?.capBytes ?? null;
    if (announcedBytes !== null) {
      core.announcedFileCapBytes = Math.min(announcedBytes, LARGEST_ANNOUNCED_CAP_BYTES);
    }
    await writeByCommand(file, contents);
  }
}

async function writeByCommand(file: FileCall, contents: Uint8Array): Promise<void> {
  const { path, transport, sandboxId, container } = file;
  const command = ["/bin/sh", "-c", WRITE_SCRIPT, "cwsandbox-write-file", path, String(contents.length)];
  const request = { sandboxId, container, command };
  const makeError = (exitCode: number | null, stderr: string): Error =>
    exitCode === EXIT_DIRECTORY
      ? fileError(path, "CWSANDBOX_FILE_IS_DIRECTORY", "it is a directory.")
      : fileError(path, "CWSANDBOX_FILE_IO_FAILED", `writing it failed: ${stderr || endOf(exitCode)}`);
  await feedCommand({ transport, request, call: file.step(), makeError }, toInput(contents));
}

function isMessageTooLarge(error: unknown): boolean {
  return error instanceof SandboxResourceExhaustedError && /larger than max/i.test(error.message);
}

import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { EngineError } from "@cwsandbox/engine";
import { heldPath } from "../host/index.js";
import { fileError, toFileError } from "./file-error.js";
import { isKernelFile } from "./file-system-kind.js";
import { openFound } from "./look-at-rooted.js";

/** Without O_NONBLOCK a file could keep us waiting, for instance one under a lease. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
const PIECE_BYTES = 256 * 1024;

/** A file that is held open, and its size at that moment. */
export interface RootedFile {
  readonly handle: FileHandle;
  readonly sizeBytes: number;
}

/**
 * Opens a regular file inside a root directory that a hostile process may change meanwhile. Links are followed, but
 * never out of the root.
 *
 * @throws EngineError `unsupported` for what answers differently to each program that reads it, such as pipes,
 *   devices and files of the kernel; else as `readRootedFile` does.
 */
export async function openRootedFile(root: string, path: string): Promise<RootedFile> {
  try {
    await using place = await openFound(root, path);
    const { handle: held, stats } = place.found;
    if (stats.isDirectory()) throw fileError("file-is-directory", path, "is a directory");
    if (!stats.isFile() || isKernelFile(held)) throw onlyFromInside(path);
    // Waited for here: what it opens through is closed at the end of this block.
    const handle = await open(heldPath(held), READ);
    return { handle, sizeBytes: stats.size };
  } catch (error) {
    throw toFileError(error, path);
  }
}

/** For what must be read by a program inside the sandbox, with the rights of its user. */
export function onlyFromInside(path: string): EngineError {
  const message = `${JSON.stringify(path)} can only be read by a program inside the sandbox.`;
  return new EngineError("unsupported", message, { path });
}

/** The content to its end; the next piece is read while the last one is on its way. */
export async function* readPieces(
  { handle }: RootedFile,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  let ahead = readPiece(handle);
  try {
    for (let piece = await ahead; piece.length > 0; piece = await ahead) {
      signal.throwIfAborted();
      ahead = readPiece(handle);
      yield piece;
    }
  } finally {
    await ahead.catch(() => undefined);
  }
}

async function readPiece(handle: FileHandle): Promise<Uint8Array> {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const { bytesRead } = await handle.read(piece, 0, piece.length, null);
  return piece.subarray(0, bytesRead);
}

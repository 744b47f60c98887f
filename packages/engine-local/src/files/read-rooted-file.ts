import { constants, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { heldPath, openRootedPath, toByteString } from "../host/index.js";
import { checkPath, fileError, toFileError } from "./file-error.js";
import { isKernelFile } from "./file-system-kind.js";

/** Without O_NONBLOCK a file could keep us waiting, for instance one under a lease. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
const CHUNK_BYTES = 64 * 1024;

/**
 * The whole content of a regular file inside a root directory that a hostile process may change meanwhile.
 * Links are followed, but never out of the root.
 *
 * @param root Directory such as `/proc/1234/root`.
 * @param path Absolute path inside it.
 * @throws EngineError `invalid` for what is no path, `file-not-found`, `file-is-directory`,
 *   `file-permission-denied`, `file-too-large` above `maxSizeBytes`, `file-io-failed` for devices, FIFOs and the rest.
 */
export async function readRootedFile(root: string, path: string, maxSizeBytes: number): Promise<Uint8Array> {
  checkPath(path);
  try {
    await using place = await openRootedPath(root, toByteString(path));
    if (place.found === undefined) throw fileError("file-not-found", path, "does not exist");
    const { handle: held, stats } = place.found;
    if (stats.isDirectory()) throw fileError("file-is-directory", path, "is a directory");
    if (!stats.isFile()) throw fileError("file-io-failed", path, "is not a regular file");
    if (isSecret(stats) && isKernelFile(held)) {
      throw fileError("file-permission-denied", path, "cannot be accessed: permission denied");
    }
    await using file = await open(heldPath(held), READ);
    return await readUpTo(file, { path, sizeBytes: stats.size, maxSizeBytes });
  } catch (error) {
    throw toFileError(error, path);
  }
}

/** Not readable by everybody. In procfs such files tell root about the host, the kernel's log for instance. */
function isSecret(stats: Stats): boolean {
  return (stats.mode & 0o004) === 0;
}

/** Reads to the end and not to the size: files of procfs say 0, and others grow. */
async function readUpTo(
  file: FileHandle,
  limits: { readonly path: string; readonly sizeBytes: number; readonly maxSizeBytes: number },
): Promise<Uint8Array> {
  const { path, sizeBytes, maxSizeBytes } = limits;
  checkSize(path, sizeBytes, maxSizeBytes);
  const pieces: Buffer[] = [];
  let total = 0;
  for (;;) {
    // One byte more than expected, so that the common case ends without a second buffer.
    const piece = Buffer.allocUnsafe(
      Math.max(CHUNK_BYTES, Math.min(sizeBytes - total + 1, maxSizeBytes + 1)),
    );
    const { bytesRead } = await file.read(piece, 0, piece.length, null);
    if (bytesRead === 0)
      return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
    total += bytesRead;
    checkSize(path, total, maxSizeBytes);
    pieces.push(piece.subarray(0, bytesRead));
  }
}

function checkSize(path: string, sizeBytes: number, maxSizeBytes: number): void {
  if (sizeBytes <= maxSizeBytes) return;
  throw fileError(
    "file-too-large",
    path,
    `has ${sizeBytes} bytes or more; at most ${maxSizeBytes} can be read`,
    {
      sizeBytes,
      maxSizeBytes,
    },
  );
}

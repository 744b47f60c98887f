import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { refuseArchive } from "../errors.js";
import { plainBytes } from "./plain-bytes.js";
import { untilAborted } from "./until-aborted.js";

/** An archive on disk, without compression. */
export interface SpooledArchive {
  readonly file: string;
  readonly sizeBytes: number;
  /** `sha256:` and 64 hexadecimal digits over the bytes. */
  readonly digest: string;
}

export interface SpoolOptions {
  readonly file: string;
  readonly maxSizeBytes: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Keeps a stream of bytes in a file. It must be read as a whole before its format is known, because
 * the files that tell may come last.
 *
 * @throws EngineError `invalid` when it is empty, too large or damaged; `unavailable` when it is aborted.
 */
export async function spoolArchive(
  content: AsyncIterable<Uint8Array>,
  options: SpoolOptions,
): Promise<SpooledArchive> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  await using file = await open(options.file, "wx", 0o600);
  for await (const piece of plainBytes(untilAborted(content, options.signal), "the archive")) {
    sizeBytes += piece.length;
    if (sizeBytes > options.maxSizeBytes) {
      throw refuseArchive("the archive", `has more than ${options.maxSizeBytes} bytes when unpacked`);
    }
    hash.update(piece);
    await writeAll(file, piece);
  }
  if (sizeBytes === 0) throw refuseArchive("the archive", "is empty");
  return { file: options.file, sizeBytes, digest: `sha256:${hash.digest("hex")}` };
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  let written = 0;
  while (written < piece.length) {
    const { bytesWritten } = await file.write(piece, written);
    written += bytesWritten;
  }
}

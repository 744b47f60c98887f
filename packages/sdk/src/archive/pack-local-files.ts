import { open } from "node:fs/promises";
import { pack, type Pack } from "tar-stream";
import { deferred } from "../support/index.js";
import { bytesIn } from "./bytes-in.js";
import { drained } from "./drained.js";
import type { LocalEntry, LocalTree } from "./find-local-files.js";
import { localFileError } from "./local-error.js";
import { regroup } from "./regroup.js";

type Writable = ReturnType<Pack["entry"]>;

const PIECE_BYTES = 64 * 1024;

/** The tar archive of local files, made while it is read. `onBytes` is told about content that went into it. */
export async function* packLocalFiles(
  { entries }: LocalTree,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  const archive = pack();
  const filling = fill(archive, entries, onBytes);
  try {
    yield* regroup(bytesIn(archive), PIECE_BYTES);
  } finally {
    archive.destroy();
    await filling;
  }
}

/** Never rejects: what goes wrong ends the archive with that error. */
async function fill(
  archive: Pack,
  entries: readonly LocalEntry[],
  onBytes: (bytes: number) => void,
): Promise<void> {
  try {
    for (const entry of entries) await add(archive, entry, onBytes);
    archive.finalize();
  } catch (error) {
    archive.destroy(asError(error));
  }
}

async function add(archive: Pack, entry: LocalEntry, onBytes: (bytes: number) => void): Promise<void> {
  const { name, type, target, stats } = entry;
  // Set-id bits would give rights that the file has on this machine only.
  const common = { name, type, mode: stats.mode & 0o777, mtime: stats.mtime };
  const size = type === "file" ? { size: stats.size } : {};
  const link = type === "symlink" ? { linkname: target } : {};
  const added = deferred<undefined>();
  const sink = archive.entry({ ...common, ...size, ...link }, (error) => {
    if (error) added.reject(error);
    else added.resolve(undefined);
  });
  if (type === "file") {
    const content = contentOf(entry, onBytes);
    feed(sink, content).catch((error: unknown) => sink.destroy(asError(error)));
  }
  await added.promise;
}

async function feed(sink: Writable, content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of content) {
    const more = sink.write(piece);
    if (!more) await drained(sink);
    if (sink.destroyed) return;
  }
  sink.end(null);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** As many bytes as the entry said; a file that grows meanwhile is cut there. */
async function* contentOf(
  { path, stats }: LocalEntry,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  await using file = await open(path).catch((error: unknown) => {
    throw localFileError(path, `it cannot be read: ${String(error)}`, error);
  });
  for (let remaining = stats.size; remaining > 0;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(PIECE_BYTES, remaining)));
    if (bytesRead === 0) throw localFileError(path, "it became shorter while it was read. Try again.");
    remaining -= bytesRead;
    onBytes(bytesRead);
    yield buffer.subarray(0, bytesRead);
  }
}

import { constants, type Stats } from "node:fs";
import { type FileHandle, open, readlink } from "node:fs/promises";
import { pack, type Pack } from "tar-stream";
import { errorCode, heldPath } from "../host/index.js";
import { fileError, toFileError } from "./file-error.js";
import { kindOf, toText } from "./file-record.js";
import { isKernelFile } from "./file-system-kind.js";
import { openFound } from "./look-at-rooted.js";
import { regroup } from "./regroup.js";
import { walkHeld } from "./walk-held.js";

const HOLD = 0x20_0000 | constants.O_NOFOLLOW;
/** Without O_NONBLOCK a file could keep us waiting, for instance one under a lease. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
const PIECE_BYTES = 64 * 1024;

/** What goes into an archive, held open. */
interface Packed {
  /** In the archive. */
  readonly name: string;
  /** For texts. */
  readonly path: string;
  readonly handle: FileHandle;
  readonly stats: Stats;
  /** Where a link leads, as a byte string; empty for all else. */
  readonly target: string;
}

/**
 * A tar archive of what a path inside a root directory leads to: a directory with everything below it, or a file.
 * Made while it is read; links are packed as links.
 */
export async function* packRooted(
  root: string,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  try {
    await using place = await openFound(root, path);
    const archive = pack();
    const filling = fill(archive, { path, signal, place });
    try {
      yield* regroup(archive, PIECE_BYTES);
    } finally {
      archive.destroy();
      await filling;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw toFileError(error, path);
  }
}

interface Filling {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly place: Awaited<ReturnType<typeof openFound>>;
}

/** Never rejects: what goes wrong ends the archive with that error. */
async function fill(archive: Pack, filling: Filling): Promise<void> {
  try {
    await addAll(archive, filling);
    archive.finalize();
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

async function addAll(archive: Pack, { path, signal, place }: Filling): Promise<void> {
  const { handle, stats } = place.found;
  if (stats.isFile()) {
    return await add(archive, { name: readName(place.name, path), path, handle, stats, target: "" });
  }
  if (!stats.isDirectory()) throw fileError("file-io-failed", path, "is neither a file nor a directory");
  await add(archive, { name: "./", path, handle, stats, target: "" });
  for await (const entry of walkHeld(handle, { recursive: true, signal })) {
    const shown = `${path}/${toText(entry.path)}`;
    const name = readName(entry.path, shown);
    const held = await hold(entry.parent, entry.name);
    if (held === undefined) continue;
    try {
      const found = await held.stat();
      const target = found.isSymbolicLink() ? await targetOf(entry.parent, entry.name) : "";
      if (target !== undefined) await add(archive, { name, path: shown, handle: held, stats: found, target });
    } finally {
      await held.close();
    }
  }
}

async function hold(parent: FileHandle, name: string): Promise<FileHandle | undefined> {
  try {
    return await open(heldPath(parent, name), HOLD);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Undefined when the link has become something else. A held link itself cannot be read. */
async function targetOf(parent: FileHandle, name: string): Promise<string | undefined> {
  try {
    return await readlink(heldPath(parent, name), "latin1");
  } catch (error) {
    if (["ENOENT", "EINVAL"].includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
}

async function add(archive: Pack, packed: Packed): Promise<void> {
  const { name, path, handle, stats, target } = packed;
  const kind = kindOf(stats);
  const header = { name, mode: stats.mode & 0o777, mtime: stats.mtime };
  if (kind === "directory") {
    await addEntry(archive, { ...header, name: name.endsWith("/") ? name : `${name}/`, type: kind });
  } else if (kind === "symlink") {
    await addEntry(archive, { ...header, type: kind, linkname: readName(target, path) });
  } else if (kind === "file" && !isKernelFile(handle)) {
    await using file = await open(heldPath(handle), READ);
    await addEntry(archive, { ...header, type: kind, size: stats.size }, contentOf(file, stats.size, path));
  }
}

type Header = Parameters<Pack["entry"]>[0];
type Sink = ReturnType<Pack["entry"]>;

async function addEntry(archive: Pack, header: Header, content?: AsyncIterable<Uint8Array>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const sink = archive.entry(header, (error) => (error ? reject(error) : resolve()));
    if (content === undefined) return;
    feed(sink, content).catch((error: unknown) => {
      sink.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

async function feed(sink: Sink, content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of content) {
    const more = sink.write(piece);
    if (!more) await drained(sink);
    if (sink.destroyed) return;
  }
  sink.end(null);
}

async function drained(sink: Sink): Promise<void> {
  // Nothing is told any more by one that has been destroyed.
  if (sink.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      sink.off("drain", done);
      sink.off("close", done);
      resolve();
    };
    sink.on("drain", done);
    sink.on("close", done);
  });
}

/** As many bytes as the entry said; a file that grows meanwhile is cut there. */
async function* contentOf(
  file: FileHandle,
  sizeBytes: number,
  path: string,
): AsyncGenerator<Uint8Array, void> {
  for (let remaining = sizeBytes; remaining > 0;) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, remaining));
    const { bytesRead } = await file.read(piece, 0, piece.length, null);
    if (bytesRead === 0) throw fileError("file-io-failed", path, "became shorter while it was read");
    remaining -= bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

/** An archive carries names as UTF-8; others would arrive with other characters. */
function readName(bytes: string, path: string): string {
  const name = toText(bytes);
  if (Buffer.from(name).toString("latin1") === bytes) return name;
  throw fileError("file-io-failed", path, "has a name that is not UTF-8 and cannot be packed: rename it");
}

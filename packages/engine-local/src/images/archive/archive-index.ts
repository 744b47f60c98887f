import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { posix } from "node:path";
import { refuseArchive } from "../errors.js";
import { asRecord, type JsonRecord, parseJson } from "../json.js";
import { readTar, type TarEntry } from "./read-tar.js";
import type { SpooledArchive } from "./spool.js";

/** Descriptions are small; what is larger is no description. */
const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** Some archives store a file once and link to it. */
const MAX_LINKS = 8;

/** Where the content of one file of the archive lies. */
export interface ArchivedFile {
  readonly name: string;
  readonly offset: number;
  readonly sizeBytes: number;
}

/** What an archive holds, without having unpacked it. Names are relative to its top, without `./`. */
export interface ArchiveIndex {
  readonly archive: SpooledArchive;
  readonly files: ReadonlyMap<string, ArchivedFile>;
  /** Name to name. */
  readonly links: ReadonlyMap<string, string>;
}

/** Looks through a whole archive. @throws EngineError `invalid` when it is damaged or has too many entries. */
export async function indexArchive(archive: SpooledArchive, maxEntries: number): Promise<ArchiveIndex> {
  const files = new Map<string, ArchivedFile>();
  const links = new Map<string, string>();
  let entries = 0;
  for await (const entry of readTar(createReadStream(archive.file), "the archive")) {
    entries += 1;
    if (entries > maxEntries) throw refuseArchive("the archive", `has more than ${maxEntries} entries`);
    addEntry(entry, files, links);
  }
  if (entries === 0) throw refuseArchive("the archive", "is empty: it has no entries");
  return { archive, files, links };
}

function addEntry(entry: TarEntry, files: Map<string, ArchivedFile>, links: Map<string, string>): void {
  const name = posix.normalize(entry.name);
  if (entry.type === "file") {
    files.set(name, { name, offset: entry.offset, sizeBytes: entry.sizeBytes });
  } else if (entry.type === "symlink") {
    links.set(name, posix.join(posix.dirname(name), entry.linkName));
  } else if (entry.type === "link") {
    links.set(name, posix.normalize(entry.linkName));
  }
}

/** The file of that name, also through links. */
export function findFile(index: ArchiveIndex, name: string): ArchivedFile | undefined {
  let wanted: string | undefined = posix.normalize(name);
  for (let links = 0; wanted !== undefined && links <= MAX_LINKS; links += 1) {
    const file = index.files.get(wanted);
    if (file !== undefined) return file;
    wanted = index.links.get(wanted);
  }
  return undefined;
}

/** @throws EngineError `invalid` when there is no such file. */
export function requireFile(index: ArchiveIndex, name: string): ArchivedFile {
  const file = findFile(index, name);
  if (file === undefined) throw refuseArchive("the archive", `has no file ${JSON.stringify(name)}`);
  return file;
}

/** The bytes of one archived file. */
export function openArchived(index: ArchiveIndex, file: ArchivedFile): AsyncIterable<Uint8Array> {
  const end = file.offset + file.sizeBytes - 1;
  return file.sizeBytes === 0 ? nothing() : createReadStream(index.archive.file, { start: file.offset, end });
}

/** The digest of one archived file, with `sha256:` before it. */
export async function digestOf(index: ArchiveIndex, file: ArchivedFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of openArchived(index, file)) hash.update(piece);
  return `sha256:${hash.digest("hex")}`;
}

/** Reads a description. @throws EngineError `invalid` when it is too large or no JSON. */
export async function readJson(index: ArchiveIndex, file: ArchivedFile): Promise<unknown> {
  if (file.sizeBytes > MAX_JSON_BYTES) {
    throw refuseArchive(file.name, `has ${file.sizeBytes} bytes, which is too many for a description`);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of openArchived(index, file)) pieces.push(piece);
  const value = parseJson(Buffer.concat(pieces).toString("utf8"));
  if (value === undefined) throw refuseArchive(file.name, "is no JSON");
  return value;
}

/** Reads a description that is an object. @throws EngineError `invalid` when it is not. */
export async function readJsonRecord(index: ArchiveIndex, file: ArchivedFile): Promise<JsonRecord> {
  const record = asRecord(await readJson(index, file));
  if (record === undefined) throw refuseArchive(file.name, "is no JSON object");
  return record;
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* [];
}

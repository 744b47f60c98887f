import { EngineError } from "@cwsandbox/engine";
import { extract, type Extract, type Header } from "tar-stream";
import { toByteString } from "../../host/index.js";
import { refuseArchive } from "../errors.js";
import { bytesIn } from "./bytes-in.js";
import { asRecord, asText, type JsonRecord } from "../json.js";

const BLOCK_BYTES = 512;
/** The next one means "nobody" to the kernel. */
const MAX_ID = 0xffff_fffe;
/** Names as they are, byte by byte: they need not be UTF-8. */
const PARSER_OPTIONS = { highWaterMark: 64 * 1024, filenameEncoding: "latin1" };
/** What the tar package says of its own accord; every other error comes from the source. */
const NOT_A_TAR = /Invalid tar header|Invalid header|Header exceeds|Unexpected end of data/;

export type TarEntryType = "file" | "directory" | "symlink" | "link" | "device" | "fifo";

/** One entry of a tar archive. Names are byte strings (`latin1`). */
export interface TarEntry {
  readonly name: string;
  readonly type: TarEntryType;
  /** Where a link leads; empty for all else. */
  readonly linkName: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modifiedSeconds: number;
  readonly sizeBytes: number;
  /** Where the content begins in the archive. */
  readonly offset: number;
  /** To be read, or not, before the next entry is asked for. */
  readonly body: AsyncIterable<Uint8Array>;
}

interface TarStreamEntry extends AsyncIterable<unknown> {
  readonly header: Header;
  /** Where its own header begins. */
  readonly offset: number;
}

/** What the end of the archive must be checked against. */
interface Tail {
  totalBytes: number;
  /** After the last byte that is not zero. */
  usedBytes: number;
}

/**
 * The entries of a plain tar archive. `part` names the archive in errors.
 *
 * @throws EngineError `invalid` when it is damaged, cut off, or goes on after its end.
 */
export async function* readTar(source: AsyncIterable<Uint8Array>, part: string): AsyncGenerator<TarEntry> {
  const parser = extract(PARSER_OPTIONS);
  const tail: Tail = { totalBytes: 0, usedBytes: 0 };
  let endBytes = 0;
  const feeding = feed(source, parser, tail);
  try {
    for await (const entry of parser) {
      const described = describe(entry, part);
      endBytes = Math.ceil((described.offset + described.sizeBytes) / BLOCK_BYTES) * BLOCK_BYTES;
      yield described;
      // What nobody has read of the body is in the way of the next entry.
      entry.resume();
    }
  } catch (error) {
    throw toTarError(error, part);
  } finally {
    parser.destroy();
    await feeding;
  }
  if (tail.usedBytes > endBytes) throw refuseArchive(part, "has data after its end");
  if (tail.totalBytes < endBytes + BLOCK_BYTES)
    throw refuseArchive(part, "is cut off: its end mark is missing");
}

/** Never rejects: an error of the source is given to the parser, and through it to whoever reads. */
async function feed(source: AsyncIterable<Uint8Array>, parser: Extract, tail: Tail): Promise<void> {
  try {
    for await (const piece of source) {
      measure(piece, tail);
      const more = parser.write(piece);
      if (parser.destroyed) return;
      if (!more) await drained(parser);
    }
    parser.end(null);
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function drained(parser: Extract): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      parser.off("drain", done);
      parser.off("close", done);
      resolve();
    };
    parser.on("drain", done);
    parser.on("close", done);
  });
}

function measure(piece: Uint8Array, tail: Tail): void {
  let used = piece.length;
  while (used > 0 && piece[used - 1] === 0) used -= 1;
  if (used > 0) tail.usedBytes = tail.totalBytes + used;
  tail.totalBytes += piece.length;
}

function describe(entry: TarStreamEntry, part: string): TarEntry {
  const { header } = entry;
  const pax: JsonRecord = asRecord(header.pax) ?? {};
  const name = nameOf(header.name, pax["path"]);
  const shown = `${part}: entry ${showName(name)}`;
  if (Object.keys(pax).some((key) => key.startsWith("GNU.sparse"))) {
    throw refuseArchive(shown, "is stored as a sparse file, which is not supported");
  }
  return {
    name,
    type: typeOf(header, shown),
    // The package gives null where its types say text.
    linkName: nameOf(asText(header.linkname) ?? "", pax["linkpath"]),
    mode: header.mode & 0o7777,
    uid: Math.min(wholeNumber(pax["uid"], header.uid), MAX_ID),
    gid: Math.min(wholeNumber(pax["gid"], header.gid), MAX_ID),
    modifiedSeconds: wholeNumber(pax["mtime"], header.mtime.getTime() / 1000),
    // Directories have no content whatever their header says.
    sizeBytes: header.type === "directory" ? 0 : header.size,
    offset: entry.offset + BLOCK_BYTES,
    body: bytesIn(entry),
  };
}

/** A byte string as text for people. */
export function showName(name: string): string {
  return JSON.stringify(Buffer.from(name, "latin1").toString("utf8"));
}

/** Extended headers are UTF-8 and were decoded as such, plain ones were taken byte by byte. */
function nameOf(name: string, extended: unknown): string {
  return asText(extended) === name ? toByteString(name) : name;
}

function typeOf(header: Header, shown: string): TarEntryType {
  switch (header.type) {
    case "file":
    case "contiguous-file":
      return header.name.endsWith("/") ? "directory" : "file";
    case "directory":
    case "symlink":
    case "link":
    case "fifo":
      return header.type;
    case "character-device":
    case "block-device":
      return "device";
    default:
      throw refuseArchive(shown, "has an unknown type");
  }
}

function wholeNumber(extended: unknown, plain: number): number {
  const value = Math.floor(Number(asText(extended) ?? plain));
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function toTarError(error: unknown, part: string): unknown {
  if (error instanceof EngineError || !(error instanceof Error)) return error;
  if (!NOT_A_TAR.test(error.message)) return error;
  const cutOff = error.message.includes("Unexpected end");
  return refuseArchive(part, cutOff ? "is cut off" : "is damaged or no tar archive", error);
}

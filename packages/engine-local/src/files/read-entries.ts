import { extract, type Extract, type Header } from "tar-stream";
import { fileError } from "./file-error.js";

/** One entry of an archive that is to be unpacked. */
export interface UnpackedEntry {
  /** Parts of its path; none for the directory that is filled. */
  readonly names: readonly string[];
  readonly type: "file" | "directory" | "symlink";
  /** Where a link leads; empty for all else. */
  readonly target: string;
  /** Permission bits, without set-id. */
  readonly mode: number;
  readonly modifiedAt: Date;
  /** To be read, or not, before the next entry is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * The entries of a tar archive without those that are never made: sockets, pipes, devices.
 *
 * @throws EngineError `invalid` for a damaged archive, hard links, and names that lead elsewhere.
 */
export async function* readEntries(
  archive: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<UnpackedEntry, void> {
  const parser = extract();
  const source: Source = {};
  const feeding = feed(archive, parser, source);
  try {
    for await (const entry of parser) {
      const type = typeOf(entry.header, path);
      if (type !== undefined)
        yield describe(entry.header, type, { content: contentOf(entry, source, path), path });
      // What nobody has read of the content is in the way of the next entry.
      entry.resume();
    }
  } catch (error) {
    throw toArchiveError(error, source, path);
  } finally {
    parser.destroy();
    await feeding;
  }
}

/** Where the archive comes from; `failure` is there once that has failed. */
interface Source {
  failure?: unknown;
}

/** The content of an entry fails like the archive itself: whoever reads it is not inside the loop above. */
async function* contentOf(
  entry: AsyncIterable<unknown>,
  source: Source,
  path: string,
): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const piece of entry) {
      if (!(piece instanceof Uint8Array)) throw new TypeError("an archive is made of bytes");
      yield piece;
    }
  } catch (error) {
    throw toArchiveError(error, source, path);
  }
}

function toArchiveError(error: unknown, source: Source, path: string): unknown {
  if ("failure" in source) return source.failure;
  if (!isAboutArchive(error)) return error;
  return fileError("invalid", path, "cannot be filled: the archive is damaged or cut off", { cause: error });
}

/** Never rejects: an error of the source is given to whoever reads. */
async function feed(archive: AsyncIterable<Uint8Array>, parser: Extract, source: Source): Promise<void> {
  try {
    for await (const piece of archive) {
      const more = parser.write(piece);
      if (!more) await drained(parser);
      if (parser.destroyed) return;
    }
    parser.end(null);
  } catch (error) {
    source.failure = error;
    parser.destroy(new Error("the source of the archive failed"));
  }
}

async function drained(parser: Extract): Promise<void> {
  // Nothing is told any more by one that has been destroyed.
  if (parser.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      parser.off("drain", done);
      parser.off("close", done);
      resolve();
    };
    parser.on("drain", done);
    parser.on("close", done);
  });
}

function typeOf({ type, name }: Header, path: string): UnpackedEntry["type"] | undefined {
  if (type === "file" || type === "contiguous-file") return "file";
  if (type === "directory" || type === "symlink") return type;
  if (type !== "link") return undefined;
  throw fileError(
    "invalid",
    path,
    `cannot be filled: ${JSON.stringify(name)} is a hard link; pack it as a file`,
  );
}

function describe(
  { name, linkname, mode, mtime }: Header,
  type: UnpackedEntry["type"],
  { content, path }: { readonly content: AsyncIterable<Uint8Array>; readonly path: string },
): UnpackedEntry {
  const names = name.split("/").filter((part) => part !== "" && part !== ".");
  if (name.startsWith("/") || names.includes("..") || /[\0\uFFFD]/.test(name)) {
    throw fileError(
      "invalid",
      path,
      `cannot be filled: the archive has the bad name ${JSON.stringify(name)}`,
    );
  }
  return {
    names,
    type,
    target: type === "symlink" ? linkname : "",
    mode: mode & 0o777,
    modifiedAt: mtime,
    content,
  };
}

/** What the tar package says of its own accord. */
function isAboutArchive(error: unknown): boolean {
  return error instanceof Error && /Invalid|exceeds max size|Unexpected end of data/.test(error.message);
}

import { extract, type Extract, type Header } from "tar-stream";
import { SandboxFileError } from "../errors/index.js";
import { bytesIn } from "./bytes-in.js";
import { drained } from "./drained.js";
import { refusedEntry } from "./local-error.js";

export type ArchivedType = "file" | "directory" | "symlink" | "link" | "other";

/** One entry of an archive that came from a sandbox, its name checked. */
export interface ArchivedEntry {
  /** The name as it was sent, for texts. */
  readonly shown: string;
  /** Parts of its path below the chosen directory; none for that directory itself. */
  readonly names: readonly string[];
  readonly type: ArchivedType;
  /** Where a link leads, as it was sent; empty for all else. */
  readonly target: string;
  /** Permission bits only. */
  readonly mode: number;
  readonly modifiedAt: Date;
  readonly sizeBytes: number;
  /** To be read, or not, before the next entry is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

const TYPES: ReadonlyMap<Header["type"] | null | undefined, ArchivedType> = new Map([
  ["file", "file"],
  ["contiguous-file", "file"],
  ["directory", "directory"],
  ["symlink", "symlink"],
  ["link", "link"],
]);

/**
 * The entries of a tar archive.
 *
 * @throws SandboxFileError for a damaged archive and for names that lead elsewhere.
 */
export async function* readArchive(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArchivedEntry, void> {
  const parser = extract();
  const failure: { error?: unknown } = {};
  const feeding = feed(source, parser, failure);
  try {
    for await (const entry of parser) {
      yield describe(entry.header, contentOf(entry, failure));
      // What nobody has read of the content is in the way of the next entry.
      entry.resume();
    }
  } catch (error) {
    throw toArchiveError(error, failure);
  } finally {
    parser.destroy();
    await feeding;
  }
}

/** The content of an entry fails like the archive itself: whoever reads it is not inside the loop above. */
async function* contentOf(
  entry: AsyncIterable<unknown>,
  failure: { readonly error?: unknown },
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* bytesIn(entry);
  } catch (error) {
    throw toArchiveError(error, failure);
  }
}

function toArchiveError(error: unknown, failure: { readonly error?: unknown }): unknown {
  if ("error" in failure) return failure.error;
  if (error instanceof SandboxFileError || !isAboutArchive(error)) return error;
  return new SandboxFileError("The sandbox sent a damaged archive. Try again.", {
    reason: "CWSANDBOX_FILE_TRUNCATED",
    cause: error,
  });
}

/** Never rejects: an error of the source is given to whoever reads. */
async function feed(
  source: AsyncIterable<Uint8Array>,
  parser: Extract,
  failure: { error?: unknown },
): Promise<void> {
  try {
    for await (const piece of source) {
      const more = parser.write(piece);
      if (!more) await drained(parser);
      if (parser.destroyed) return;
    }
    parser.end(null);
  } catch (error) {
    failure.error = error;
    parser.destroy(new Error("the source of the archive failed"));
  }
}

function describe(header: Header, content: AsyncIterable<Uint8Array>): ArchivedEntry {
  const { name, type, linkname, mode, mtime, size } = header;
  return {
    shown: name,
    names: namesOf(name, name),
    type: TYPES.get(type) ?? "other",
    target: linkname ?? "",
    mode: mode & 0o777,
    modifiedAt: mtime,
    sizeBytes: size,
    content,
  };
}

/**
 * The parts of a path below the chosen directory.
 *
 * @throws SandboxFileError for a path that leads elsewhere, or is not UTF-8.
 */
export function namesOf(path: string, shown: string): readonly string[] {
  if (path.startsWith("/")) throw refusedEntry(shown, "has an absolute path.");
  if (path.includes("\0")) throw refusedEntry(shown, "has a NUL character in its path.");
  if (path.includes("\uFFFD"))
    throw refusedEntry(shown, "has a name that is not UTF-8. Rename it in the sandbox.");
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  if (names.includes("..")) throw refusedEntry(shown, 'has ".." in its path.');
  return names;
}

/** What the tar package says of its own accord. */
function isAboutArchive(error: unknown): boolean {
  return error instanceof Error && /Invalid|exceeds max size|Unexpected end of data/.test(error.message);
}

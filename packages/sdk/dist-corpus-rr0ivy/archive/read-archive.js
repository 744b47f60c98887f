import { extract } from "tar-stream";
import { SandboxFileError } from "../errors/index.js";
import { bytesIn } from "./bytes-in.js";
import { refusedEntry } from "./local-error.js";
const TYPES = new Map([
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
export async function* readArchive(source) {
    const parser = extract();
    const failure = {};
    const feeding = feed(source, parser, failure);
    try {
        for await (const entry of parser) {
            yield describe(entry.header, bytesIn(entry));
            // What nobody has read of the content is in the way of the next entry.
            entry.resume();
        }
    }
    catch (error) {
        if ("error" in failure)
            throw failure.error;
        if (error instanceof SandboxFileError || !isAboutArchive(error))
            throw error;
        throw new SandboxFileError("The sandbox sent a damaged archive. Try again.", {
            reason: "CWSANDBOX_FILE_TRUNCATED",
            cause: error,
        });
    }
    finally {
        parser.destroy();
        await feeding;
    }
}
/** Never rejects: an error of the source is given to whoever reads. */
async function feed(source, parser, failure) {
    try {
        for await (const piece of source) {
            const more = parser.write(piece);
            if (!more)
                await drained(parser);
            if (parser.destroyed)
                return;
        }
        parser.end(null);
    }
    catch (error) {
        failure.error = error;
        parser.destroy(new Error("the source of the archive failed"));
    }
}
async function drained(parser) {
    await new Promise((resolve) => {
        parser.once("drain", resolve);
        parser.once("close", resolve);
    });
}
function describe(header, content) {
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
export function namesOf(path, shown) {
    if (path.startsWith("/"))
        throw refusedEntry(shown, "has an absolute path.");
    if (path.includes("\0"))
        throw refusedEntry(shown, "has a NUL character in its path.");
    if (path.includes("\uFFFD"))
        throw refusedEntry(shown, "has a name that is not UTF-8. Rename it in the sandbox.");
    const names = path.split("/").filter((name) => name !== "" && name !== ".");
    if (names.includes(".."))
        throw refusedEntry(shown, 'has ".." in its path.');
    return names;
}
/** What the tar package says of its own accord. */
function isAboutArchive(error) {
    return error instanceof Error && /Invalid|exceeds max size|Unexpected end of data/.test(error.message);
}
//# sourceMappingURL=read-archive.js.map
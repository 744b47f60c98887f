import { lstat, readdir, readlink, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { localFileError } from "./local-error.js";
/**
 * Finds a file, or a folder with everything below it. Links inside a folder stay links; sockets, pipes and
 * devices are left out.
 *
 * @throws SandboxFileError when there is nothing, or a name is not UTF-8.
 */
export async function findLocalFiles(localPath, signal) {
    const root = resolve(localPath);
    const stats = await looking(root, stat(root));
    if (stats.isFile()) {
        const entry = { name: basename(root), path: root, type: "file", target: "", stats };
        return { isDirectory: false, entries: [entry], totalBytes: stats.size };
    }
    if (!stats.isDirectory())
        throw localFileError(root, "it is neither a file nor a folder.");
    const entries = [];
    for await (const entry of below(root, "", signal))
        entries.push(entry);
    const totalBytes = entries.reduce((sum, { type, stats: { size } }) => (type === "file" ? sum + size : sum), 0);
    return { isDirectory: true, entries, totalBytes };
}
async function* below(root, directory, signal) {
    const here = join(root, directory);
    const names = await looking(here, readdir(here, "buffer"));
    for (const bytes of names.sort((left, right) => left.compare(right))) {
        signal?.throwIfAborted();
        const entry = await describe(root, `${directory}${readName(here, bytes)}`);
        if (entry === undefined)
            continue;
        yield entry;
        if (entry.type === "directory")
            yield* below(root, `${entry.name}/`, signal);
    }
}
async function describe(root, name) {
    const path = join(root, name);
    const stats = await looking(path, lstat(path));
    const common = { name, path, stats };
    if (stats.isDirectory())
        return { ...common, type: "directory", target: "" };
    if (stats.isFile())
        return { ...common, type: "file", target: "" };
    if (!stats.isSymbolicLink())
        return undefined;
    return { ...common, type: "symlink", target: await looking(path, readlink(path)) };
}
/** Such a name could be sent only with other characters in it. */
function readName(directory, bytes) {
    const name = bytes.toString("utf8");
    if (Buffer.from(name).equals(bytes))
        return name;
    throw localFileError(directory, `it holds a file whose name is not UTF-8, ${JSON.stringify(name)}. Rename it.`);
}
async function looking(path, work) {
    try {
        return await work;
    }
    catch (error) {
        throw localFileError(path, `it cannot be read: ${String(error)}`, error);
    }
}
//# sourceMappingURL=find-local-files.js.map
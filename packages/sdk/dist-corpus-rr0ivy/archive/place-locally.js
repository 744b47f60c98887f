var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, link, lstat, mkdir, open, rename, rm, symlink, utimes } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { localFileError, refusedEntry } from "./local-error.js";
import { namesOf, readArchive } from "./read-archive.js";
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
/**
 * Places what an archive from a sandbox holds: a file at `localPath`, or a folder's content into it. The archive
 * is taken for hostile: names that lead elsewhere are refused, links are made last and only where they lead
 * inside, set-id bits are dropped, and sockets, pipes and devices are never made.
 *
 * @throws SandboxFileError for what is refused, and when something cannot be written here.
 */
export async function placeLocally(archive, localPath, limits, onBytes) {
    const root = resolve(localPath);
    const filling = {
        root,
        limits,
        onBytes,
        directories: new Map(),
        files: new Set(),
        links: [],
        entries: 0,
        bytes: 0,
    };
    for await (const entry of readArchive(archive)) {
        count(filling, entry);
        if (filling.entries === 1 && entry.type === "file")
            return await placeOnlyFile(filling, entry);
        await writing(join(root, ...entry.names), () => place(filling, entry));
    }
    if (filling.entries === 0)
        throw localFileError(root, "the sandbox sent nothing for it.");
    await writing(root, () => finish(filling));
}
function count(filling, { shown, type, sizeBytes }) {
    const { maxEntries, maxBytes } = filling.limits;
    filling.entries += 1;
    if (type === "file")
        filling.bytes += sizeBytes;
    if (filling.entries > maxEntries)
        throw refusedEntry(shown, `is one more than maxEntries allows (${maxEntries}).`);
    if (filling.bytes > maxBytes)
        throw refusedEntry(shown, `leads above what maxBytes allows (${maxBytes}).`);
}
async function placeOnlyFile(filling, entry) {
    const { root } = filling;
    await writing(root, async () => {
        if ((await lstatOrNull(root))?.isDirectory() === true) {
            throw localFileError(root, "it is a folder; name the file that shall be written.");
        }
        await mkdir(dirname(root), { recursive: true });
        await writeContent(root, entry, filling.onBytes);
    });
}
async function place(filling, entry) {
    const { names, type, mode, modifiedAt, shown } = entry;
    if (names.length === 0) {
        if (type !== "directory")
            throw refusedEntry(shown, "is in the place of the folder itself.");
        await requireDirectory(filling, []);
    }
    else if (type === "directory") {
        if (await requireDirectory(filling, names))
            filling.directories.set(names.join("/"), { mode, modifiedAt });
    }
    else if (type === "file") {
        const path = await pathOf(filling, names);
        await writeContent(path, entry, filling.onBytes);
        filling.files.add(names.join("/"));
    }
    else if (type === "symlink") {
        if (isSafeTarget(filling, entry))
            filling.links.push({ names, target: entry.target });
    }
    else if (type === "link") {
        await placeHardLink(filling, entry);
    }
}
/** The path of an entry, its directory made. */
async function pathOf(filling, names) {
    await requireDirectory(filling, names.slice(0, -1));
    return join(filling.root, ...names);
}
/** Makes sure that every part is a real directory and no link; true when the last one was made here. */
async function requireDirectory(filling, names) {
    const { root, directories } = filling;
    const key = names.join("/");
    if (directories.has(key))
        return directories.get(key) !== null;
    if (names.length > 0)
        await requireDirectory(filling, names.slice(0, -1));
    const path = join(root, ...names);
    // The folder itself is the caller's choice, and so are links on the way to it.
    const made = await mkdir(path, names.length === 0 ? { recursive: true } : {}).then(() => true, (error) => {
        if (isExisting(error))
            return false;
        throw error;
    });
    if (!made && (names.length === 0 || !(await lstat(path)).isDirectory())) {
        throw localFileError(path, "it exists and is no folder, so nothing can be placed in it. Remove it first.");
    }
    directories.set(key, made && names.length > 0 ? { mode: 0o755, modifiedAt: new Date() } : null);
    return made && names.length > 0;
}
/** Writes beside the path and renames: a link in its place is replaced, and nobody sees half a file. */
async function writeContent(path, entry, onBytes) {
    const part = join(dirname(path), `.cwsandbox-${randomBytes(8).toString("hex")}`);
    try {
        {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const file = __addDisposableResource(env_1, await open(part, CREATE, entry.mode), true);
                for await (const piece of entry.content) {
                    await file.writeFile(piece);
                    onBytes(piece.length);
                }
                await file.utimes(entry.modifiedAt, entry.modifiedAt);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        }
        await rename(part, path);
    }
    catch (error) {
        await rm(part, { force: true });
        throw error;
    }
}
async function placeHardLink(filling, { names, target, shown }) {
    const targetNames = namesOf(target, shown);
    if (!filling.files.has(targetNames.join("/"))) {
        throw refusedEntry(shown, `is a hard link to ${JSON.stringify(target)}, which is no file of this archive.`);
    }
    const path = await pathOf(filling, names);
    await rm(path, { force: true });
    await link(join(filling.root, ...targetNames), path);
    filling.files.add(names.join("/"));
}
/**
 * Whether a link stays inside. Only `..` at the beginning is understood: the directory of the link is known to be
 * real, so these go up exactly as far as they say; behind a name they could go up from wherever that leads.
 */
function isSafeTarget(filling, { names, target, shown }) {
    const parts = target.split("/").filter((part) => part !== "" && part !== ".");
    const down = parts.findIndex((part) => part !== "..");
    const up = down === -1 ? parts.length : down;
    const isInside = target !== "" && !/^\/|[\0\uFFFD]/.test(target) && up < names.length;
    if (isInside && !parts.slice(up).includes(".."))
        return true;
    if (filling.limits.unsafeLinks === "skip")
        return false;
    throw refusedEntry(shown, `is a link to ${JSON.stringify(target)}, which may lead out of the folder. ` +
        'Pass unsafeLinks: "skip" to leave such links out.');
}
async function finish(filling) {
    for (const { names, target } of filling.links) {
        const path = await pathOf(filling, names);
        await rm(path, { force: true });
        await symlink(target, path);
    }
    // The deepest first: a directory that becomes read-only is complete then.
    const made = [...filling.directories].toReversed();
    for (const [key, look] of made) {
        if (look === null)
            continue;
        const path = join(filling.root, key);
        await chmod(path, look.mode & ~process.umask());
        await utimes(path, look.modifiedAt, look.modifiedAt);
    }
}
async function lstatOrNull(path) {
    return lstat(path).catch((error) => {
        if (isMissing(error))
            return null;
        throw error;
    });
}
/** Names the file where the system refuses something; errors with texts of their own stay. */
async function writing(path, work) {
    try {
        await work();
    }
    catch (error) {
        if (!(error instanceof Error && "syscall" in error))
            throw error;
        throw localFileError(path, `${basename(path)} cannot be written: ${error.message}`, error);
    }
}
function isExisting(error) {
    return error instanceof Error && "code" in error && error.code === "EEXIST";
}
function isMissing(error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT";
}
//# sourceMappingURL=place-locally.js.map
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
import { open } from "node:fs/promises";
import { pack } from "tar-stream";
import { deferred } from "../support/index.js";
import { bytesIn } from "./bytes-in.js";
import { localFileError } from "./local-error.js";
const PIECE_BYTES = 64 * 1024;
/** The tar archive of local files, made while it is read. `onBytes` is told about content that went into it. */
export async function* packLocalFiles({ entries }, onBytes) {
    const archive = pack();
    const filling = fill(archive, entries, onBytes);
    try {
        yield* bytesIn(archive);
    }
    finally {
        archive.destroy();
        await filling;
    }
}
/** Never rejects: what goes wrong ends the archive with that error. */
async function fill(archive, entries, onBytes) {
    try {
        for (const entry of entries)
            await add(archive, entry, onBytes);
        archive.finalize();
    }
    catch (error) {
        archive.destroy(asError(error));
    }
}
async function add(archive, entry, onBytes) {
    const { name, type, target, stats } = entry;
    // Set-id bits would give rights that the file has on this machine only.
    const common = { name, type, mode: stats.mode & 0o777, mtime: stats.mtime };
    const size = type === "file" ? { size: stats.size } : {};
    const link = type === "symlink" ? { linkname: target } : {};
    const added = deferred();
    const sink = archive.entry({ ...common, ...size, ...link }, (error) => {
        if (error)
            added.reject(error);
        else
            added.resolve(undefined);
    });
    if (type === "file") {
        const content = contentOf(entry, onBytes);
        feed(sink, content).catch((error) => sink.destroy(asError(error)));
    }
    await added.promise;
}
async function feed(sink, content) {
    for await (const piece of content) {
        const more = sink.write(piece);
        if (!more)
            await drained(sink);
        if (sink.destroyed)
            return;
    }
    sink.end(null);
}
async function drained(sink) {
    await new Promise((resolve) => {
        sink.once("drain", resolve);
        sink.once("close", resolve);
    });
}
function asError(thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
}
/** As many bytes as the entry said; a file that grows meanwhile is cut there. */
async function* contentOf({ path, stats }, onBytes) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const file = __addDisposableResource(env_1, await open(path).catch((error) => {
            throw localFileError(path, `it cannot be read: ${String(error)}`, error);
        }), true);
        for (let remaining = stats.size; remaining > 0;) {
            const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(PIECE_BYTES, remaining)));
            if (bytesRead === 0)
                throw localFileError(path, "it became shorter while it was read. Try again.");
            remaining -= bytesRead;
            onBytes(bytesRead);
            yield buffer.subarray(0, bytesRead);
        }
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
//# sourceMappingURL=pack-local-files.js.map
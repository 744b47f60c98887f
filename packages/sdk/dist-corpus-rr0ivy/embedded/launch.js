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
import { spawn } from "node:child_process";
import { mkdir, open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { SandboxUnavailableError } from "../errors/index.js";
import { startTimer } from "../support/index.js";
/** Longest time a server may take to say that it is ready. */
const START_TIMEOUT_SECONDS = 30;
const SHOWN_LOG_LINES = 12;
const SHOWN_LOG_BYTES = 8192;
/** Settings of this program that must not reach a server that outlives it. */
const PRIVATE_VARIABLES = new Set([
    "NODE_OPTIONS",
    "NODE_V8_COVERAGE",
    "CWSANDBOX_API_KEY",
]);
/**
 * Starts a server that outlives this process, and waits until it says that it is ready or ends.
 *
 * @throws SandboxUnavailableError when it cannot be started, or says nothing for too long.
 */
export async function launchServer(program, paths) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        await mkdir(paths.folder, { recursive: true, mode: 0o700 });
        const log = __addDisposableResource(env_1, await open(paths.log, "a", 0o600), true);
        const { size: startOffset } = await log.stat();
        const logTail = () => readTail(paths.log, startOffset);
        const child = spawn("sh", [program, process.execPath, "--embedded"], {
            cwd: "/",
            detached: true,
            env: serverEnvironment(),
            stdio: ["ignore", "pipe", log.fd],
        });
        try {
            return { outcome: await firstWord(child), logTail };
        }
        catch (error) {
            child.kill();
            throw new SandboxUnavailableError(`The embedded server could not be started (${error instanceof Error ? error.message : String(error)}). ` +
                `Its log is ${paths.log}; it ends with:\n${await logTail()}\nRun \`cwsandbox doctor\` to see what this machine lacks.`, { cause: error });
        }
        finally {
            child.stdout?.destroy();
            child.unref();
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
async function firstWord(child) {
    return new Promise((resolve, reject) => {
        const callOff = startTimer(START_TIMEOUT_SECONDS, () => reject(new Error(`it was not ready within ${START_TIMEOUT_SECONDS} s`)));
        const settle = (outcome) => {
            callOff();
            resolve(outcome);
        };
        child.once("error", (error) => {
            callOff();
            reject(error);
        });
        child.once("exit", (exitCode) => settle({ kind: "ended", exitCode }));
        if (child.stdout === null)
            return;
        createInterface({ input: child.stdout }).on("line", (line) => {
            if (isReadyLine(line))
                settle({ kind: "ready" });
        });
    });
}
function isReadyLine(line) {
    try {
        const word = JSON.parse(line);
        return typeof word === "object" && word !== null && "ready" in word && word.ready === true;
    }
    catch {
        return false;
    }
}
function serverEnvironment() {
    const kept = Object.entries(process.env).filter(([name]) => !PRIVATE_VARIABLES.has(name));
    return Object.fromEntries(kept);
}
async function readTail(path, startOffset) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const log = __addDisposableResource(env_2, await open(path, "r"), true);
        const { size } = await log.stat();
        const text = await readFrom(log, Math.max(startOffset, size - SHOWN_LOG_BYTES));
        const lines = text.trimEnd().split("\n").slice(-SHOWN_LOG_LINES);
        return lines.map((line) => `  ${line}`).join("\n");
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function readFrom(file, offset) {
    const buffer = Buffer.alloc(SHOWN_LOG_BYTES);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    return buffer.toString("utf8", 0, bytesRead);
}
//# sourceMappingURL=launch.js.map
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
import { NOT_CAPTURABLE } from "../capture/index.js";
import { handleProcessEnd } from "../cleanup/index.js";
import { checkOptionKeys, refusal, show, resolveSandboxOptions, toSandboxDefaults, } from "../config/index.js";
import { checkTimeoutSeconds, OperationRef } from "../handles/index.js";
import { attachCore } from "./attach.js";
import { SandboxCore } from "./core.js";
import { deleteSandbox } from "./delete.js";
import { exec } from "./exec.js";
import { checkPath } from "./file-call.js";
import { SandboxFiles } from "./files/index.js";
import { warnWhenForgotten } from "./forgotten.js";
import { getStatus } from "./get-status.js";
import { listCores } from "./list.js";
import { readFile } from "./read-file.js";
import { readFileStreaming } from "./read-file-streaming.js";
import { waitUntilOver, waitUntilRunning } from "./ready.js";
import { coreOf, SandboxProperties } from "./sandbox-properties.js";
import { endScope } from "./scope.js";
import { openSession } from "./session-factory.js";
import { shell } from "./shell.js";
import { ensureStarted } from "./start.js";
import { checkStopOptions, stopSandbox } from "./stop.js";
import { streamLogs } from "./stream-logs.js";
import { commandWords, isCommandValue } from "../words/index.js";
import { checkContents, writeFile } from "./write-file.js";
import { checkSource, writeFileStreaming } from "./write-file-streaming.js";
/**
 * One isolated container: its life, its commands, its files, its log. Creating the object sends nothing; the
 * first operation starts the sandbox. It lives until it is stopped, its main process ends, or its lifetime is
 * over, so open it with `await using`, stop it, or let a session own it.
 */
export class Sandbox extends SandboxProperties {
    /** @internal */
    [NOT_CAPTURABLE] = "it is a Sandbox, which belongs to this process. Capture its sandboxId instead";
    /** Directories, folders to and from this machine, and watching, beyond `readFile` and `writeFile`. */
    files = new SandboxFiles(coreOf(this));
    #core = coreOf(this);
    constructor(given = {}) {
        handleProcessEnd();
        super(given instanceof SandboxCore ? given : createCore(given));
        if (this.#core.config !== null)
            warnWhenForgotten(this, this.#core.trace);
    }
    /**
     * Creates a sandbox and resolves when the server has accepted it, before it runs. The first words are the
     * main process and its arguments; without words it sleeps until it is stopped. Options come last.
     */
    static async run(...given) {
        const words = given.filter((word) => typeof word === "string");
        const { signal, ...options } = given.find((word) => typeof word === "object") ?? {};
        checkOptionKeys(options, ["run"], "Sandbox.run()");
        const [command, ...args] = words;
        const sandbox = new Sandbox(command === undefined ? options : { ...options, command, args });
        await sandbox.start({ signal });
        return sandbox;
    }
    static async use(...given) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const [{ signal, ...options }, callback] = given.length === 1 ? [{}, given[0]] : given;
            if (typeof callback !== "function")
                throw refusal("callback", `must be a function, but is ${show(callback)}.`);
            const sandbox = __addDisposableResource(env_1, new Sandbox(options), true);
            await sandbox.wait(undefined, { signal });
            return await callback(sandbox);
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
    /** Opens a session with these defaults. */
    static session(defaults) {
        return openSession(defaults);
    }
    /** Finds sandboxes, by default only those that have not ended. The objects can be used at once. */
    static list(options = {}) {
        const find = async () => {
            checkOptionKeys(options, ["list", "call"], "Sandbox.list()");
            const cores = await listCores(options, options);
            return cores.map((core) => new Sandbox(core));
        };
        return new OperationRef(find());
    }
    /**
     * Attaches to an existing sandbox in any state.
     *
     * @throws SandboxNotFoundError through the handle for an unknown id.
     */
    static fromId(sandboxId, options = {}) {
        const attach = async () => {
            checkOptionKeys(options, ["call"], "Sandbox.fromId()");
            return new Sandbox(await attachCore(sandboxId, options));
        };
        return new OperationRef(attach());
    }
    /**
     * Ends a sandbox at once, by id.
     *
     * @throws SandboxNotFoundError through the handle for an unknown id, unless `missingOk`.
     */
    static delete(sandboxId, options = {}) {
        const { missingOk, ...call } = options;
        const end = async () => {
            checkOptionKeys(call, ["call"], "Sandbox.delete()");
            await deleteSandbox(sandboxId, missingOk ?? false, call);
        };
        return new OperationRef(end());
    }
    /**
     * Asks the server to create it; resolves on acceptance, before it runs. Calling it again does nothing.
     *
     * @throws SandboxNotRunningError through the handle after `stop()` of an unstarted sandbox.
     */
    start(options = {}) {
        return new OperationRef(ensureStarted(this.#core, options.signal));
    }
    /**
     * Starts it if needed and resolves to this object when it runs, or has run and ended normally.
     *
     * @param timeoutSeconds limit after the start. Default: the request timeout.
     * @throws SandboxFailedError, SandboxTerminatedError, SandboxNotRunningError or SandboxTimeoutError.
     */
    async wait(timeoutSeconds, options = {}) {
        checkTimeoutSeconds(timeoutSeconds);
        const limit = timeoutSeconds ?? this.#core.settings.requestTimeoutSeconds;
        await waitUntilRunning(this.#core, { timeoutSeconds: limit, signal: options.signal });
        return this;
    }
    /**
     * Starts it if needed and resolves to this object when it has ended.
     *
     * @param timeoutSeconds limit after the start. Default: the request timeout.
     * @throws SandboxFailedError always, SandboxTerminatedError unless `raiseOnTermination` is false,
     *   SandboxTimeoutError after the limit; all through the handle.
     */
    waitUntilComplete(timeoutSeconds, options = {}) {
        checkTimeoutSeconds(timeoutSeconds);
        const limit = timeoutSeconds ?? this.#core.settings.requestTimeoutSeconds;
        const wait = { timeoutSeconds: limit, signal: options.signal };
        const completed = waitUntilOver(this.#core, wait, options.raiseOnTermination ?? true);
        return new OperationRef(completed.then(() => this));
    }
    /**
     * Asks the server for the status once; an ended sandbox is not asked about again.
     *
     * @throws SandboxNotRunningError before the start.
     */
    async getStatus(options = {}) {
        return getStatus(this.#core, options.signal);
    }
    exec(command, ...given) {
        if ("raw" in command)
            return exec(this.#core, commandWords(command.raw, given), {});
        const [options = {}] = given;
        if (isCommandValue(options))
            throw refusal("options", `must be an object, but is ${show(options)}.`);
        return exec(this.#core, command, options);
    }
    /**
     * Opens an interactive terminal without time limit. Starts the sandbox if needed and waits until it runs.
     *
     * @param command default: `/bin/bash`.
     */
    shell(command = ["/bin/bash"], options = {}) {
        return shell(this.#core, command, options);
    }
    /**
     * Lines of what the main process has written, stdout and stderr together, each with its newline. Errors
     * come from the reader.
     */
    streamLogs(options = {}) {
        return streamLogs(this.#core, options);
    }
    /**
     * Reads a whole file of up to 256 MiB.
     *
     * @throws SandboxFileError through the handle when there is no such file, or it cannot be read.
     */
    readFile(path, options = {}) {
        checkPath(path, options);
        return new OperationRef(readFile(this.#core, path, options));
    }
    /**
     * Creates or replaces a file of up to 256 MiB, and makes missing directories.
     *
     * @throws SandboxFileError through the handle when it cannot be written.
     */
    writeFile(path, contents, options = {}) {
        checkPath(path, options);
        checkContents(contents);
        return new OperationRef(writeFile(this.#core, path, contents, options));
    }
    /**
     * Reads a file of any size piece by piece, with bounded memory: the sandbox is slowed to the reader's pace.
     * Closing the reader, or leaving its loop, ends the transfer. The image needs `cat`.
     *
     * @throws SandboxFileError from the reader: `CWSANDBOX_FILE_IO_FAILED` when it cannot be read,
     *   `CWSANDBOX_FILE_TRUNCATED` when less came than a file of 128 MiB or more has;
     *   SandboxStreamBackpressureError from servers that do not wait for slow readers.
     */
    readFileStreaming(path, options = {}) {
        checkPath(path, options);
        return readFileStreaming(this.#core, path, options);
    }
    /**
     * Writes bytes of any amount as the source gives them, with bounded memory, and makes missing directories. It
     * writes straight to the path, so a failure may leave a part of the file. The image needs `sh` and `cat`.
     *
     * @param source bytes, or an iterable of bytes such as a web stream or a file's read stream.
     * @throws CWSandboxValidationError for a source that gives something else: at once, or through the handle.
     * @throws SandboxFileError through the handle when it cannot be written; an error of the source as it is.
     */
    writeFileStreaming(path, source, options = {}) {
        checkPath(path, options);
        checkSource(source);
        return new OperationRef(writeFileStreaming(this.#core, path, source, options));
    }
    /**
     * Stops it and resolves when it has ended. Before the start it only marks it as never to start; after the
     * end it does nothing; several calls share one stop.
     *
     * @throws SandboxNotFoundError through the handle for an unknown sandbox, unless `missingOk`.
     */
    stop(options = {}) {
        checkStopOptions(options);
        return new OperationRef(stopSandbox(this.#core, options));
    }
    /** The end of an `await using` scope: `stop()`, with a failure as a warning. */
    async [Symbol.asyncDispose]() {
        await endScope(this.#core);
    }
}
function createCore({ defaults, ...explicit }) {
    return SandboxCore.unstarted(resolveSandboxOptions(explicit, toSandboxDefaults(defaults), process.env));
}
//# sourceMappingURL=sandbox.js.map
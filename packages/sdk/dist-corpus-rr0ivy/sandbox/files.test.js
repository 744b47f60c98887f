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
import { describe, expect, test } from "vitest";
import { CWSandboxValidationError, SandboxFileError, SandboxRequestTimeoutError } from "../errors/index.js";
import { failure, frame, startScriptedServer, Status, } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
const MIB = 1024 * 1024;
function fileFailure(reason, metadata = {}) {
    return failure(Status.FAILED_PRECONDITION, "refused", {
        errorInfo: { reason, domain: "cwsandbox.com", metadata },
    });
}
describe("files", () => {
    test("E1 one call each, bytes unchanged", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_1, await startScriptedServer(), true);
            let stored = new Uint8Array();
            server.on.writeFile = async ({ content }) => {
                stored = new Uint8Array(content);
                return {};
            };
            server.on.readFile = async () => ({ content: stored });
            const sandbox = new Sandbox({ baseUrl: server.url });
            const contents = Uint8Array.from({ length: 256 }, (_value, index) => index);
            await sandbox.writeFile("/a", contents);
            expect(new Uint8Array(await sandbox.readFile("/a"))).toEqual(contents);
            expect(server.count("StreamExec")).toBe(0);
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
    });
    test("E3 a missing file is a file error with path and reason", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_2, await startScriptedServer(), true);
            server.on.readFile = async () => {
                throw fileFailure("CWSANDBOX_FILE_NOT_FOUND", { filepath: "/other" });
            };
            const reading = new Sandbox({ baseUrl: server.url }).readFile("/nope");
            await expect(reading).rejects.toBeInstanceOf(SandboxFileError);
            await expect(reading).rejects.toMatchObject({ filepath: "/nope", reason: "CWSANDBOX_FILE_NOT_FOUND" });
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
    });
    test("E8 a file above the cap is written by a command, with its exact size", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_3, await startScriptedServer(), true);
            let command = [];
            let receivedBytes = 0;
            server.on.streamExec = async function* (requests) {
                for await (const { message } of requests) {
                    if (message?.$case === "init") {
                        command = message.value.command;
                        yield frame.ready();
                    }
                    else if (message?.$case === "stdin") {
                        receivedBytes += message.value.length;
                    }
                    else {
                        break;
                    }
                }
                yield frame.exit(0);
            };
            const sandbox = new Sandbox({ baseUrl: server.url });
            await sandbox.writeFile("/big", new Uint8Array(33 * MIB));
            expect(server.count("WriteFile")).toBe(0);
            expect(receivedBytes).toBe(33 * MIB);
            expect(command.slice(-3)).toEqual(["cwsandbox-write-file", "/big", String(33 * MIB)]);
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = __disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    });
    test("E8 a cap that the server announces is remembered", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_4, await startScriptedServer(), true);
            server.on.writeFile = async () => {
                throw fileFailure("CWSANDBOX_FILE_TOO_LARGE", { size_bytes: "10", max_size_bytes: "5" });
            };
            const sandbox = new Sandbox({ baseUrl: server.url });
            await sandbox.writeFile("/a", new Uint8Array(10));
            await sandbox.writeFile("/b", new Uint8Array(10));
            expect([server.count("WriteFile"), server.count("StreamExec")]).toEqual([1, 2]);
        }
        catch (e_4) {
            env_4.error = e_4;
            env_4.hasError = true;
        }
        finally {
            const result_4 = __disposeResources(env_4);
            if (result_4)
                await result_4;
        }
    });
    test("E8 above 256 MiB nothing is uploaded", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_5, await startScriptedServer(), true);
            const writing = new Sandbox({ baseUrl: server.url }).writeFile("/huge", new Uint8Array(257 * MIB));
            await expect(writing).rejects.toMatchObject({
                reason: "CWSANDBOX_FILE_TOO_LARGE",
                metadata: { size_bytes: String(257 * MIB), operation: "write_file" },
            });
            expect(server.calls).toEqual([]);
        }
        catch (e_5) {
            env_5.error = e_5;
            env_5.hasError = true;
        }
        finally {
            const result_5 = __disposeResources(env_5);
            if (result_5)
                await result_5;
        }
    });
    test.each([
        { exitCode: 2, output: "", reason: "CWSANDBOX_FILE_NOT_FOUND" },
        { exitCode: 3, output: "", reason: "CWSANDBOX_FILE_IS_DIRECTORY" },
        { exitCode: 1, output: "", reason: "CWSANDBOX_FILE_IO_FAILED" },
        { exitCode: 0, output: "123", reason: "CWSANDBOX_FILE_TRUNCATED" },
    ])("E9 reading by a command: exit $exitCode is $reason", async ({ exitCode, output, reason }) => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_6, await startScriptedServer(), true);
            server.on.readFile = async () => {
                throw fileFailure("CWSANDBOX_FILE_TOO_LARGE", { size_bytes: "5" });
            };
            server.on.streamExec = async function* () {
                yield frame.stdout(output);
                yield frame.exit(exitCode);
            };
            await expect(new Sandbox({ baseUrl: server.url }).readFile("/a")).rejects.toMatchObject({
                reason,
                filepath: "/a",
            });
        }
        catch (e_6) {
            env_6.error = e_6;
            env_6.hasError = true;
        }
        finally {
            const result_6 = __disposeResources(env_6);
            if (result_6)
                await result_6;
        }
    });
    test("E8 a file too large for one message is read by a command", async () => {
        const env_7 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_7, await startScriptedServer(), true);
            server.on.readFile = async () => {
                throw failure(Status.RESOURCE_EXHAUSTED, "message larger than max");
            };
            server.on.streamExec = async function* () {
                yield frame.stdout("12");
                yield frame.stdout("345");
                yield frame.exit(0);
            };
            const contents = await new Sandbox({ baseUrl: server.url }).readFile("/a");
            expect(Buffer.from(contents).toString()).toBe("12345");
        }
        catch (e_7) {
            env_7.error = e_7;
            env_7.hasError = true;
        }
        finally {
            const result_7 = __disposeResources(env_7);
            if (result_7)
                await result_7;
        }
    });
    test("a transfer that takes too long, and one that is given up", async () => {
        const env_8 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_8, await startScriptedServer(), true);
            server.on.readFile = async (_request, { signal }) => {
                await new Promise((resolve) => signal.addEventListener("abort", resolve));
                return {};
            };
            const sandbox = new Sandbox({ baseUrl: server.url });
            const late = sandbox.readFile("/a", { timeoutSeconds: 0.2 });
            await expect(late).rejects.toBeInstanceOf(SandboxRequestTimeoutError);
            const signal = AbortSignal.abort("no");
            await expect(sandbox.readFile("/a", { signal })).rejects.toBe("no");
        }
        catch (e_8) {
            env_8.error = e_8;
            env_8.hasError = true;
        }
        finally {
            const result_8 = __disposeResources(env_8);
            if (result_8)
                await result_8;
        }
    });
    test("wrong arguments are refused at the call", async () => {
        const sandbox = new Sandbox({ baseUrl: "http://127.0.0.1:9" });
        expect(() => sandbox.readFile("")).toThrow(CWSandboxValidationError);
        const notBytes = JSON.parse('"text"');
        expect(() => sandbox.writeFile("/a", notBytes)).toThrow(CWSandboxValidationError);
    });
});
//# sourceMappingURL=files.test.js.map
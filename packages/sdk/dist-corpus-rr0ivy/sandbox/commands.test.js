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
import { describe, expect, test, vi } from "vitest";
import { CWSandboxValidationError, OperationCancelledError, SandboxCommandTimeoutError, SandboxExecutionError, SandboxNotRunningError, SandboxStreamBackpressureError, SandboxStreamTruncatedError, SandboxTimeoutError, SandboxUnavailableError, } from "../errors/index.js";
import { failure, frame, startScriptedServer, Status, } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
/** A server whose next commands behave like this, and a sandbox on it. */
async function withCommand(streamExec) {
    const server = await startScriptedServer();
    server.on.streamExec = streamExec;
    const sandbox = new Sandbox({ baseUrl: server.url });
    return { server, sandbox, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
async function collect(items) {
    const all = [];
    for await (const item of items)
        all.push(item);
    return all;
}
describe("exec", () => {
    test("A6, A7 outputs apart, exit code as it is, the caller's words", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const world = __addDisposableResource(env_1, await withCommand(async function* () {
                yield frame.ready();
                yield frame.stdout("out");
                yield frame.stderr("err");
                yield frame.exit(42);
            }), true);
            const result = await world.sandbox.exec(["sh", "-c", "x"]);
            expect([result.stdout, result.stderr, result.returncode]).toEqual(["out", "err", 42]);
            expect(result.command).toEqual(["sh", "-c", "x"]);
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
    test("A9 the directory is changed by a shell that becomes the command", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const commands = [];
            const world = __addDisposableResource(env_2, await withCommand(async function* (requests) {
                for await (const { message } of requests) {
                    if (message?.$case === "init")
                        commands.push(message.value.command);
                }
                yield frame.exit(0);
            }), true);
            const result = await world.sandbox.exec(["echo", "it's", "$HOME"], { cwd: "/tmp/a b" });
            expect(result.command).toEqual(["echo", "it's", "$HOME"]);
            await world.sandbox.exec(["ls", "-la"], { cwd: "/app" });
            expect(commands).toEqual([
                ["/bin/sh", "-c", `cd '/tmp/a b' && exec echo 'it'"'"'s' '$HOME'`],
                ["/bin/sh", "-c", "cd /app && exec ls -la"],
            ]);
            for (const cwd of ["", "tmp"]) {
                expect(() => world.sandbox.exec(["pwd"], { cwd })).toThrow(CWSandboxValidationError);
            }
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
    test("A10 an empty command is refused at the call and not counted", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_3, await startScriptedServer(), true);
            const sandbox = new Sandbox({ baseUrl: server.url });
            expect(() => sandbox.exec([])).toThrow(CWSandboxValidationError);
            expect(() => sandbox.shell([])).toThrow(CWSandboxValidationError);
            expect(sandbox.execStats.exec_count).toBe(0);
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
    test("C5 cancelling ends the remote command", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            let isEnded = false;
            const world = __addDisposableResource(env_4, await withCommand(async function* (_requests, { signal }) {
                yield frame.ready();
                await new Promise((resolve) => signal.addEventListener("abort", resolve));
                isEnded = true;
            }), true);
            const process = world.sandbox.exec(["sleep", "100"]);
            await vi.waitFor(() => expect(world.server.count("StreamExec")).toBe(1));
            expect(process.cancel()).toBe(true);
            await expect(process).rejects.toBeInstanceOf(OperationCancelledError);
            await vi.waitFor(() => expect(isEnded).toBe(true));
            expect(await collect(process.stdout)).toEqual([]);
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
    test("an aborted signal ends the remote command and gives its reason", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            let isEnded = false;
            const world = __addDisposableResource(env_5, await withCommand(async function* (_requests, { signal }) {
                yield frame.ready();
                await new Promise((resolve) => signal.addEventListener("abort", resolve));
                isEnded = true;
            }), true);
            const controller = new AbortController();
            const process = world.sandbox.exec(["sleep", "100"], { signal: controller.signal });
            await vi.waitFor(() => expect(world.server.count("StreamExec")).toBe(1));
            controller.abort("not needed");
            await expect(process).rejects.toBe("not needed");
            await vi.waitFor(() => expect(isEnded).toBe(true));
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
    test("C6 the limit is exactly what was given, names the command, ends it and counts as a failure", async () => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            let isEnded = false;
            const world = __addDisposableResource(env_6, await withCommand(async function* (_requests, { signal }) {
                yield frame.ready();
                await new Promise((resolve) => signal.addEventListener("abort", resolve));
                isEnded = true;
            }), true);
            const process = world.sandbox.exec(["sleep", "10"], { timeoutSeconds: 0.3 });
            await expect(process).rejects.toThrow("The command sleep 10 ran longer than its limit of 0.3 s");
            await expect(process).rejects.toBeInstanceOf(SandboxTimeoutError);
            await vi.waitFor(() => expect(isEnded).toBe(true));
            expect(world.sandbox.execStats).toMatchObject({ exec_count: 1, exec_failures: 1 });
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
    test("C6 a limit that the server enforces is the same kind of error", async () => {
        const env_7 = { stack: [], error: void 0, hasError: false };
        try {
            const world = __addDisposableResource(env_7, await withCommand(async function* () {
                yield frame.ready();
                throw failure(Status.DEADLINE_EXCEEDED, "too long", {
                    errorInfo: { reason: "CWSANDBOX_COMMAND_TIMEOUT", domain: "cwsandbox.com", metadata: {} },
                });
            }), true);
            const process = world.sandbox.exec(["sleep", "10"]);
            await expect(process).rejects.toBeInstanceOf(SandboxCommandTimeoutError);
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
    test("C18, C19 error frames", async () => {
        const env_8 = { stack: [], error: void 0, hasError: false };
        try {
            const codes = ["STREAM_BACKPRESSURE", "STREAM_TRUNCATED", "X"];
            const world = __addDisposableResource(env_8, await withCommand(async function* () {
                yield frame.error(codes.shift() ?? "", "went wrong");
            }), true);
            const pressed = world.sandbox.exec(["a"]);
            await expect(pressed).rejects.toBeInstanceOf(SandboxStreamBackpressureError);
            await expect(pressed).rejects.toMatchObject({ streamCode: "STREAM_BACKPRESSURE", reason: null });
            const cut = world.sandbox.exec(["a"]);
            await expect(cut).rejects.toBeInstanceOf(SandboxStreamTruncatedError);
            const other = world.sandbox.exec(["a"]);
            await expect(other).rejects.toBeInstanceOf(SandboxExecutionError);
            await expect(other).rejects.toMatchObject({ reason: "X", message: "Exec stream error: went wrong" });
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
    test("a stream without an exit code is an error, and the outputs end", async () => {
        const env_9 = { stack: [], error: void 0, hasError: false };
        try {
            const world = __addDisposableResource(env_9, await withCommand(async function* () {
                yield frame.stdout("half");
            }), true);
            const process = world.sandbox.exec(["a"]);
            await expect(process).rejects.toThrow("without an exit code");
            expect(await collect(process.stdout)).toEqual(["half"]);
            expect(await collect(process.stderr)).toEqual([]);
        }
        catch (e_9) {
            env_9.error = e_9;
            env_9.hasError = true;
        }
        finally {
            const result_9 = __disposeResources(env_9);
            if (result_9)
                await result_9;
        }
    });
    test("the outputs end when the sandbox cannot start", async () => {
        const env_10 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_10, await startScriptedServer(), true);
            server.on.createSandbox = async () => {
                throw failure(Status.INTERNAL, "no room");
            };
            const process = new Sandbox({ baseUrl: server.url }).exec(["a"], { stdin: true });
            expect(await collect(process.stdout)).toEqual([]);
            await expect(process).rejects.toThrow("Create sandbox failed: no room");
            expect(() => process.stdin?.write(Buffer.from("x"))).toThrow(SandboxExecutionError);
        }
        catch (e_10) {
            env_10.error = e_10;
            env_10.hasError = true;
        }
        finally {
            const result_10 = __disposeResources(env_10);
            if (result_10)
                await result_10;
        }
    });
    test("a server that dies in the middle ends the command with an error of its class", async () => {
        const env_11 = { stack: [], error: void 0, hasError: false };
        try {
            const world = __addDisposableResource(env_11, await withCommand(async function* (_requests, { signal }) {
                yield frame.ready();
                await new Promise((resolve) => signal.addEventListener("abort", resolve));
            }), true);
            const process = world.sandbox.exec(["sleep", "100"]);
            await vi.waitFor(() => expect(world.server.count("StreamExec")).toBe(1));
            await world.server.stop();
            await expect(process).rejects.toBeInstanceOf(SandboxNotRunningError);
            await expect(world.sandbox.exec(["true"])).rejects.toBeInstanceOf(SandboxUnavailableError);
        }
        catch (e_11) {
            env_11.error = e_11;
            env_11.hasError = true;
        }
        finally {
            const result_11 = __disposeResources(env_11);
            if (result_11)
                await result_11;
        }
    });
});
describe("standard input", () => {
    test("C7 is sent after the ready signal, in order, with its end", async () => {
        const env_12 = { stack: [], error: void 0, hasError: false };
        try {
            const received = [];
            const world = __addDisposableResource(env_12, await withCommand(async function* (requests) {
                for await (const { message } of requests) {
                    if (message?.$case === "init") {
                        received.push("ready");
                        yield frame.ready();
                    }
                    else if (message?.$case === "stdin") {
                        received.push(Buffer.from(message.value).toString());
                    }
                    else {
                        received.push(message?.$case);
                        break;
                    }
                }
                yield frame.exit(0);
            }), true);
            const process = world.sandbox.exec(["cat"], { stdin: true });
            void process.stdin?.write(Buffer.from("one"));
            void process.stdin?.writeline("two");
            void process.stdin?.close();
            await process;
            expect(received).toEqual(["ready", "one", "two\n", "close"]);
        }
        catch (e_12) {
            env_12.error = e_12;
            env_12.hasError = true;
        }
        finally {
            const result_12 = __disposeResources(env_12);
            if (result_12)
                await result_12;
        }
    });
    test("C10 large writes arrive in pieces of at most 64 KiB", async () => {
        const env_13 = { stack: [], error: void 0, hasError: false };
        try {
            const sizes = [];
            const world = __addDisposableResource(env_13, await withCommand(async function* (requests) {
                yield frame.ready();
                for await (const { message } of requests) {
                    if (message?.$case === "stdin")
                        sizes.push(message.value.length);
                    if (message?.$case === "close")
                        break;
                }
                yield frame.exit(0);
            }), true);
            const process = world.sandbox.exec(["wc"], { stdin: true });
            void process.stdin?.write(new Uint8Array(200_000));
            void process.stdin?.close();
            await process;
            expect(sizes).toEqual([65_536, 65_536, 65_536, 3392]);
        }
        catch (e_13) {
            env_13.error = e_13;
            env_13.hasError = true;
        }
        finally {
            const result_13 = __disposeResources(env_13);
            if (result_13)
                await result_13;
        }
    });
    test("C13 a command without input is half-closed at once", async () => {
        const env_14 = { stack: [], error: void 0, hasError: false };
        try {
            let hasEnded = false;
            const world = __addDisposableResource(env_14, await withCommand(async function* (requests) {
                for await (const _request of requests)
                    ;
                hasEnded = true;
                yield frame.exit(0);
            }), true);
            const process = world.sandbox.exec(["cat"]);
            expect(process.stdin).toBeNull();
            await process;
            expect(hasEnded).toBe(true);
        }
        catch (e_14) {
            env_14.error = e_14;
            env_14.hasError = true;
        }
        finally {
            const result_14 = __disposeResources(env_14);
            if (result_14)
                await result_14;
        }
    });
    test("C14 without a ready signal the command is given up", async () => {
        const env_15 = { stack: [], error: void 0, hasError: false };
        try {
            let isEnded = false;
            const world = __addDisposableResource(env_15, await withCommand(async function* (_requests, { signal }) {
                await new Promise((resolve) => signal.addEventListener("abort", resolve));
                isEnded = true;
                yield frame.exit(0);
            }), true);
            const process = world.sandbox.exec(["cat"], { stdin: true, timeoutSeconds: 0.4 });
            await expect(process).rejects.toBeInstanceOf(SandboxTimeoutError);
            await vi.waitFor(() => expect(isEnded).toBe(true));
            const patient = world.sandbox.exec(["cat"], { stdin: true, timeoutSeconds: 60 });
            await expect(patient).rejects.toThrow("stdin ready signal was not received within 5 s");
        }
        catch (e_15) {
            env_15.error = e_15;
            env_15.hasError = true;
        }
        finally {
            const result_15 = __disposeResources(env_15);
            if (result_15)
                await result_15;
        }
    });
});
describe("terminals", () => {
    test("C15 size, keys and new sizes are sent, bytes come back, the code is the result", async () => {
        const env_16 = { stack: [], error: void 0, hasError: false };
        try {
            const received = [];
            const world = __addDisposableResource(env_16, await withCommand(async function* (requests) {
                for await (const { message } of requests) {
                    if (message?.$case === "init") {
                        const { tty, ttyWidth, ttyHeight } = message.value;
                        received.push([tty, ttyWidth, ttyHeight]);
                        yield frame.ready();
                        yield frame.stdout("$ ");
                    }
                    else if (message?.$case === "resize") {
                        received.push({ ...message.value });
                        break;
                    }
                    else if (message?.$case === "stdin") {
                        received.push(Buffer.from(message.value).toString());
                    }
                }
                yield frame.exit(7);
            }), true);
            const terminal = world.sandbox.shell(["/bin/sh"], { width: 80, height: 24 });
            void terminal.stdin.writeline("stty size");
            terminal.resize(100, 30);
            expect(await terminal.wait()).toBe(7);
            expect(received).toEqual([[true, 80, 24], "stty size\n", { width: 100, height: 30 }]);
            expect(Buffer.concat(await collect(terminal.output)).toString()).toBe("$ ");
        }
        catch (e_16) {
            env_16.error = e_16;
            env_16.hasError = true;
        }
        finally {
            const result_16 = __disposeResources(env_16);
            if (result_16)
                await result_16;
        }
    });
    test("C15 an end without a code is -1", async () => {
        const env_17 = { stack: [], error: void 0, hasError: false };
        try {
            const world = __addDisposableResource(env_17, await withCommand(async function* () {
                yield frame.ready();
            }), true);
            expect(await world.sandbox.shell(["/bin/sh"]).wait()).toBe(-1);
        }
        catch (e_17) {
            env_17.error = e_17;
            env_17.hasError = true;
        }
        finally {
            const result_17 = __disposeResources(env_17);
            if (result_17)
                await result_17;
        }
    });
    test("C16 on a stopped sandbox both the output and the handle fail", async () => {
        const env_18 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_18, await startScriptedServer(), true);
            const sandbox = new Sandbox({ baseUrl: server.url });
            await sandbox.stop();
            const terminal = sandbox.shell();
            await expect(collect(terminal.output)).rejects.toBeInstanceOf(SandboxNotRunningError);
            await expect(terminal).rejects.toBeInstanceOf(SandboxNotRunningError);
        }
        catch (e_18) {
            env_18.error = e_18;
            env_18.hasError = true;
        }
        finally {
            const result_18 = __disposeResources(env_18);
            if (result_18)
                await result_18;
        }
    });
});
//# sourceMappingURL=commands.test.js.map
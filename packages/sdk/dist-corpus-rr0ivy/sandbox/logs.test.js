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
import { CWSandboxValidationError, SandboxError, SandboxNotRunningError, SandboxStreamTruncatedError, } from "../errors/index.js";
import { failure, startScriptedServer, Status, } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
const entry = (text, offset) => ({
    data: Buffer.from(text),
    logSessionId: "s1",
    nextLogOffset: BigInt(offset),
});
async function withLog(streamLogs) {
    const server = await startScriptedServer();
    server.on.streamLogs = streamLogs;
    const sandbox = new Sandbox({ baseUrl: server.url });
    return { server, sandbox, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
async function collect(lines) {
    const all = [];
    for await (const line of lines)
        all.push(line);
    return all;
}
describe("logs", () => {
    test("D1, D2, D4, D5, D8 lines, whatever the pieces; the options reach the server", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const requests = [];
            const world = __addDisposableResource(env_1, await withLog(async function* ({ tailLines, timestamps, sinceTime, follow }) {
                requests.push({ tailLines, timestamps, sinceTime, follow });
                yield entry("on", 2);
                yield entry("e\ntw", 6);
                yield entry("o\nlast", 12);
            }), true);
            const sinceTime = new Date("2026-01-02T03:04:05Z");
            const lines = await collect(world.sandbox.streamLogs({ tailLines: 2, timestamps: true, sinceTime }));
            expect(lines).toEqual(["one\n", "two\n", "last"]);
            expect(requests).toEqual([{ tailLines: 2, timestamps: true, sinceTime, follow: false }]);
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
    test("D3 closing the reader ends the stream, not the sandbox", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            let isEnded = false;
            const world = __addDisposableResource(env_2, await withLog(async function* (_request, { signal }) {
                yield entry("a\n", 2);
                await new Promise((resolve) => signal.addEventListener("abort", resolve));
                isEnded = true;
            }), true);
            const reader = world.sandbox.streamLogs({ follow: true });
            for await (const line of reader) {
                expect(line).toBe("a\n");
                reader.close();
            }
            await vi.waitFor(() => expect(isEnded).toBe(true));
            expect(world.sandbox.status).toBe("running");
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
    test("D7 a stopped sandbox: its history, but nothing to follow", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const world = __addDisposableResource(env_3, await withLog(async function* () {
                yield entry("old\n", 4);
            }), true);
            await world.sandbox.start();
            await world.sandbox.stop();
            expect(await collect(world.sandbox.streamLogs())).toEqual(["old\n"]);
            await expect(collect(world.sandbox.streamLogs({ follow: true }))).rejects.toBeInstanceOf(SandboxNotRunningError);
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
    test("D9 a broken follow stream goes on where it was", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const asked = [];
            const world = __addDisposableResource(env_4, await withLog(async function* ({ resumeLogSessionId, resumeLogOffset, tailLines }) {
                asked.push([resumeLogSessionId, resumeLogOffset, tailLines]);
                if (asked.length === 1) {
                    yield entry("one\ntw", 6);
                    throw failure(Status.UNAVAILABLE, "cut");
                }
                yield entry("o\n", 8);
            }), true);
            expect(await collect(world.sandbox.streamLogs({ follow: true, tailLines: 9 }))).toEqual([
                "one\n",
                "two\n",
            ]);
            expect(asked).toEqual([
                ["", 0n, 9],
                ["s1", 6n, 0],
            ]);
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
    test.each([
        ["INVALID_RESUME_OFFSET", SandboxError],
        ["STREAM_TRUNCATED", SandboxStreamTruncatedError],
    ])("D9 the code %s in the stream is final", async (code, ErrorClass) => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const world = __addDisposableResource(env_5, await withLog(async function* () {
                yield entry("a\n", 2);
                yield { error: { code, message: "no" } };
            }), true);
            const reading = collect(world.sandbox.streamLogs({ follow: true }));
            await expect(reading).rejects.toBeInstanceOf(ErrorClass);
            await expect(reading).rejects.toThrow("Log stream error: no");
            expect(world.server.count("StreamLogs")).toBe(1);
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
    test("errors come from the reader; wrong arguments at the call", async () => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_6, await startScriptedServer(), true);
            const sandbox = new Sandbox({ baseUrl: server.url });
            server.on.createSandbox = async () => {
                throw failure(Status.INTERNAL, "no room");
            };
            await expect(collect(sandbox.streamLogs())).rejects.toThrow("no room");
            expect(() => sandbox.streamLogs({ tailLines: -1 })).toThrow(CWSandboxValidationError);
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
});
//# sourceMappingURL=logs.test.js.map
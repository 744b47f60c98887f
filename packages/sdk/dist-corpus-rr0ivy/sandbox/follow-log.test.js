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
import { SandboxError, SandboxNotFoundError, SandboxStreamTruncatedError, SandboxUnavailableError, } from "../errors/index.js";
import { failure, startScriptedServer, Status, } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
const at = (second) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const CUT = failure(Status.UNAVAILABLE, "cut");
/** An entry of the session `s`, with the offset behind it. */
function entry(text, time, nextOffset, logSessionId = "s") {
    return { data: Buffer.from(text), timestamp: time, logSessionId, nextLogOffset: BigInt(nextOffset) };
}
const inBand = (code) => ({ error: { code, message: "told" } });
/** Follows a log whose sessions go by the scripts; the last one is repeated. */
async function follow(scripts, options = {}) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const server = __addDisposableResource(env_1, await startScriptedServer(), true);
        const requests = [];
        server.on.streamLogs = async function* (request) {
            const script = scripts[Math.min(requests.length, scripts.length - 1)] ?? [];
            requests.push(request);
            for (const step of script) {
                if (step instanceof Error)
                    throw step;
                yield step;
            }
        };
        const sandbox = new Sandbox({ baseUrl: server.url });
        const lines = [];
        try {
            for await (const line of sandbox.streamLogs({ ...options, follow: true }))
                lines.push(line);
        }
        catch (error) {
            return { requests, lines, failure: error, server };
        }
        return { requests, lines, failure: undefined, server };
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
describe("a follower whose connection breaks", () => {
    test.each([Status.UNAVAILABLE, Status.INTERNAL, Status.UNKNOWN])("D9 goes on in the same session after status %s", async (status) => {
        const { lines, requests, failure: end, } = await follow([[entry("one\ntw", at(1), 6), failure(status, "cut")], [entry("o\n", at(2), 8)]]);
        expect(end).toBeUndefined();
        expect(lines).toEqual(["one\n", "two\n"]);
        expect(requests[1]).toMatchObject({ follow: true, resumeLogSessionId: "s", resumeLogOffset: 6n });
    });
    test("D9 goes on after STREAM_INTERRUPTED without its first options", async () => {
        const { lines, requests } = await follow([[entry("a\n", at(1), 2), inBand("STREAM_INTERRUPTED")], [entry("b\n", at(2), 4)]], { tailLines: 3, timestamps: true, sinceTime: at(0) });
        expect(lines).toEqual(["a\n", "b\n"]);
        expect(requests[1]).toMatchObject({ tailLines: 0, timestamps: false, sinceTime: undefined });
    });
    test("D9 gives up after three attempts without a byte; each byte counts anew", async () => {
        const { lines, requests, failure: end, } = await follow([[entry("a\n", at(1), 2), CUT], [CUT], [entry("b\n", at(2), 4), CUT], [CUT]]);
        expect(lines).toEqual(["a\n", "b\n"]);
        expect(end).toBeInstanceOf(SandboxUnavailableError);
        expect(requests).toHaveLength(6);
    });
    test("D9 a lasting failure that is not about the connection is reported as unavailable too", async () => {
        const { failure: end } = await follow([
            [entry("a\n", at(1), 2), failure(Status.INTERNAL, "broken")],
            [failure(Status.INTERNAL, "broken")],
        ]);
        expect(end).toBeInstanceOf(SandboxUnavailableError);
        expect(end).toMatchObject({ message: "Stream logs failed: broken" });
    });
    test.each([
        [Status.NOT_FOUND, SandboxNotFoundError],
        [Status.INVALID_ARGUMENT, SandboxError],
        [Status.DEADLINE_EXCEEDED, SandboxError],
    ])("D9 status %s is final", async (status, ErrorClass) => {
        const { requests, failure: end } = await follow([
            [entry("a\n", at(1), 2), failure(status, "no")],
            [entry("b\n", at(2), 4)],
        ]);
        expect(end).toBeInstanceOf(ErrorClass);
        expect(end).not.toBeInstanceOf(SandboxUnavailableError);
        expect(requests).toHaveLength(1);
    });
    test("D9 a server that cannot be reached at first is not tried again", async () => {
        const { requests, failure: end } = await follow([[CUT]]);
        expect(end).toBeInstanceOf(SandboxUnavailableError);
        expect(requests).toHaveLength(1);
    });
});
describe("a follower whose session is lost", () => {
    test.each(["SESSION_NOT_FOUND", "REPLAY_GAP", "RUNNER_UNAVAILABLE", "RUNNER_DRAINING"])("D9 begins a new one after %s, without a line lost or repeated", async (code) => {
        const { lines, requests } = await follow([
            [entry("a\n", at(1), 2), entry("b1\n", at(2), 5), entry("b2", at(2), 7), CUT],
            [inBand(code)],
            [entry("a\n", at(1), 2, "t"), entry("b1\nb2\nb3\n", at(2), 11, "t"), entry("c\n", at(3), 13, "t")],
        ]);
        expect(lines).toEqual(["a\n", "b1\n", "b2\n", "b3\n", "c\n"]);
        expect(requests[2]).toMatchObject({ follow: true, resumeLogSessionId: "", tailLines: 0 });
    });
    test("D9 a line that was begun before, on the other stream, is not lost", async () => {
        const { lines } = await follow([
            [entry("err\n", at(2), 4), CUT],
            [inBand("SESSION_NOT_FOUND")],
            [entry("err\n", at(2), 4, "t"), entry("begun early\n", at(1), 16, "t")],
        ]);
        expect(lines).toEqual(["err\n", "begun early\n"]);
    });
    test("D9 a tail goes on behind its beginning, not with older lines", async () => {
        const { lines, requests } = await follow([
            [entry("x\n", at(5), 2), entry("y\n", at(6), 4), CUT],
            [inBand("SESSION_NOT_FOUND")],
            [entry("y\n", at(6), 2, "t"), entry("z\n", at(7), 4, "t")],
        ], { tailLines: 2 });
        expect(lines).toEqual(["x\n", "y\n", "z\n"]);
        expect(requests[2]?.tailLines).toBe(0);
        const since = requests[2]?.sinceTime?.getTime() ?? 0;
        expect(since).toBeGreaterThan(at(5).getTime());
        expect(since).toBeLessThanOrEqual(at(6).getTime());
    });
    test("D9 the new session may break too, also in the middle of what it repeats", async () => {
        const { lines } = await follow([
            [entry("a\nb\nc\n", at(1), 6), CUT],
            [inBand("SESSION_NOT_FOUND")],
            [entry("a\nb\n", at(1), 4, "t"), CUT],
            [entry("c\nd\n", at(1), 8, "t")],
        ]);
        expect(lines).toEqual(["a\n", "b\n", "c\n", "d\n"]);
    });
    test("D9 what a process printed before its end is read when it can no longer be followed", async () => {
        const ended = failure(Status.FAILED_PRECONDITION, "completed", {
            errorInfo: { reason: "CWSANDBOX_SANDBOX_NOT_RUNNING", domain: "cwsandbox.com", metadata: {} },
        });
        const { lines, requests, failure: end, } = await follow([
            [entry("a\n", at(1), 2), CUT],
            [inBand("SESSION_NOT_FOUND")],
            [ended],
            [entry("a\n", at(1), 2, "t"), entry("last", at(2), 6, "t")],
        ]);
        expect(end).toBeUndefined();
        expect(lines).toEqual(["a\n", "last"]);
        expect(requests.map((request) => request.follow)).toEqual([true, true, true, false]);
    });
    test("D9 INVALID_RESUME_OFFSET is an error", async () => {
        const { failure: end, requests } = await follow([
            [entry("a\n", at(1), 2), CUT],
            [inBand("INVALID_RESUME_OFFSET")],
        ]);
        expect(end).toBeInstanceOf(SandboxError);
        expect(end).toMatchObject({ reason: "INVALID_RESUME_OFFSET", message: "Log stream error: told" });
        expect(requests).toHaveLength(2);
    });
});
test("a line above 1 MiB is an error behind the lines before it, and ends the stream", async () => {
    const { lines, failure: end } = await follow([
        [
            entry("short\n", at(1), 6),
            entry("x".repeat(600_000), at(2), 600_006),
            entry("x".repeat(600_000), at(2), 1_200_006),
            entry("after\n", at(3), 1_200_012),
        ],
    ]);
    expect(lines).toEqual(["short\n"]);
    expect(end).toBeInstanceOf(SandboxStreamTruncatedError);
    expect(end).toMatchObject({ streamCode: "STREAM_TRUNCATED", reason: null });
});
//# sourceMappingURL=follow-log.test.js.map
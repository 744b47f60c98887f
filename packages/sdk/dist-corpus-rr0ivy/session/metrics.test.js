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
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SandboxError } from "../errors/index.js";
import { createWandbReporter, setWandbRun } from "../metrics/index.js";
import { failure, frame, startScriptedServer, Status, } from "../transport-grpc/scripted-server.test-support.js";
import { Session } from "./index.js";
let server;
beforeEach(async () => {
    server = await startScriptedServer();
    vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
});
afterEach(async () => {
    setWandbRun(null);
    vi.unstubAllEnvs();
    await server.stop();
});
function recordRun() {
    const calls = [];
    return { calls, log: (...call) => void calls.push(call) };
}
async function runOnce(session) {
    await session.sandbox().exec(["true"]);
}
async function warningAbout(work) {
    const warned = once(process, "warning");
    await work();
    const [warning] = await warned;
    if (warning instanceof Error)
        return warning;
    throw new Error("expected a warning");
}
const created = (count) => expect.objectContaining({ "cwsandbox/sandboxes_created": count, "cwsandbox/executions": count });
describe("counting", () => {
    test("L2 a failed check is a failure, not a completion", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            server.on.streamExec = async function* () {
                yield frame.exit(3);
            };
            const session = __addDisposableResource(env_1, new Session(), true);
            const sandbox = session.sandbox();
            await expect(sandbox.exec(["x"], { check: true }).result()).rejects.toThrow("3");
            await sandbox.exec(["x"]);
            expect(session.getMetrics()).toMatchObject({
                "cwsandbox/executions": 2,
                "cwsandbox/exec_completed_ok": 0,
                "cwsandbox/exec_completed_nonzero": 1,
                "cwsandbox/exec_failures": 1,
                "cwsandbox/exec_completion_rate": 0,
                "cwsandbox/exec_failure_rate": 0.5,
            });
            expect(sandbox.execStats).toEqual({
                exec_count: 2,
                exec_completed_ok: 0,
                exec_completed_nonzero: 1,
                exec_failures: 1,
            });
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
    test("L1 a start-up counts once, and only when this object started the sandbox and saw it run", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_2, new Session(), true);
            const sandbox = session.sandbox();
            await sandbox.wait();
            await sandbox.getStatus();
            await (await session.fromId("sb-1")).getStatus();
            const metrics = session.getMetrics();
            expect(metrics["cwsandbox/startup_count"]).toBe(1);
            expect(metrics["cwsandbox/avg_startup_seconds"]).toBe(metrics["cwsandbox/max_startup_seconds"]);
            expect(metrics["cwsandbox/min_startup_seconds"]).toBeGreaterThan(0);
            expect(metrics).not.toHaveProperty("cwsandbox/exec_completion_rate");
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
    test("a sandbox that never starts is created, and what failed for it is an execution without sandbox", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            server.on.createSandbox = async () => {
                throw failure(Status.INVALID_ARGUMENT, "no");
            };
            const session = __addDisposableResource(env_3, new Session({}, [{ log: () => undefined }]), true);
            await expect(session.sandbox().exec(["true"]).result()).rejects.toThrow("no");
            expect(session.getMetrics()).toEqual({
                "cwsandbox/sandboxes_created": 1,
                "cwsandbox/executions": 1,
                "cwsandbox/exec_completed_ok": 0,
                "cwsandbox/exec_completed_nonzero": 0,
                "cwsandbox/exec_failures": 1,
                "cwsandbox/exec_completion_rate": 0,
                "cwsandbox/exec_failure_rate": 1,
            });
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
});
describe("writing", () => {
    test("L4 a run that starts after the session is found; executions per sandbox count from then on", async () => {
        const session = new Session();
        const sandbox = session.sandbox();
        await sandbox.exec(["true"]);
        expect(session.logMetrics()).toBe(false);
        const run = recordRun();
        setWandbRun(() => run);
        expect(session.getMetrics()).not.toHaveProperty("cwsandbox/avg_execs_per_sandbox");
        await Promise.all([sandbox.exec(["true"]), sandbox.exec(["true"]), runOnce(session)]);
        expect(session.getMetrics()).toMatchObject({
            "cwsandbox/executions": 4,
            "cwsandbox/avg_execs_per_sandbox": 1.5,
            "cwsandbox/min_execs_per_sandbox": 1,
            "cwsandbox/max_execs_per_sandbox": 2,
        });
        setWandbRun(null);
        await session.close();
        expect(run.calls).toEqual([[expect.objectContaining({ "cwsandbox/executions": 4 })]]);
    });
    test("L5 a step is passed on; counts begin again unless told otherwise; without a run they stay", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const run = recordRun();
            const session = __addDisposableResource(env_4, new Session(), true);
            await runOnce(session);
            expect(session.logMetrics(7)).toBe(false);
            setWandbRun(run);
            expect(session.logMetrics(6, { reset: false })).toBe(true);
            expect(session.logMetrics(7)).toBe(true);
            expect(run.calls).toEqual([
                [created(1), 6],
                [created(1), 7],
            ]);
            expect(session.getMetrics()).toMatchObject({
                "cwsandbox/sandboxes_created": 0,
                "cwsandbox/executions": 0,
            });
            expect(session.logMetrics(8)).toBe(false);
            expect(() => session.logMetrics(Number.NaN)).toThrow("step");
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
        ["throws", () => expect.fail("disk full")],
        ["rejects", async () => expect.fail("disk full")],
    ])("L5 a run that %s keeps the counts and is a warning", async (_how, log) => {
        let isBroken = true;
        const run = recordRun();
        const session = new Session({}, [
            createWandbReporter({ log: (...call) => (isBroken ? log() : run.log(...call)) }),
        ]);
        await runOnce(session);
        const warning = await warningAbout(() => session.logMetrics());
        expect(warning.message).toContain("disk full");
        expect(session.getMetrics()).toEqual(created(1));
        isBroken = false;
        await session.close();
        expect(run.calls).toEqual([[created(1)]]);
    });
    test("L6 each step has only its own counts; the rest is written at the end, and nothing when there is none", async () => {
        const run = recordRun();
        setWandbRun(run);
        const session = new Session();
        for (const step of [0, 1]) {
            for (let count = 0; count <= step; count += 1)
                await runOnce(session);
            session.logMetrics(step);
        }
        await runOnce(session);
        await session.close();
        await new Session().close();
        expect(run.calls).toEqual([[created(1), 0], [created(2), 1], [created(1)]]);
    });
    test("L7 names: none, the known one, an unknown one", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const run = recordRun();
            setWandbRun(run);
            const quiet = __addDisposableResource(env_5, new Session({}, []), true);
            const named = __addDisposableResource(env_5, new Session({}, ["wandb"]), true);
            await Promise.all([runOnce(quiet), runOnce(named)]);
            expect([quiet.getMetrics(), quiet.logMetrics()]).toEqual([{}, false]);
            expect([named.logMetrics(), run.calls.length]).toEqual([true, 1]);
            const warning = await warningAbout(async () => {
                const env_6 = { stack: [], error: void 0, hasError: false };
                try {
                    const other = __addDisposableResource(env_6, new Session({}, ["other"]), true);
                    await runOnce(other);
                    expect([other.getMetrics(), other.logMetrics()]).toEqual([{}, false]);
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
            expect(warning.message).toContain('"other"');
            expect(() => new Session({}, [JSON.parse("{}")])).toThrow("reportTo");
            expect(() => new Session({}, JSON.parse('"wandb"'))).toThrow("reportTo");
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
    test("F9 metrics are written although stops fail, and a reporter's failure hides nothing", async () => {
        const seen = [];
        const callback = { log: (metrics, options) => seen.push([metrics, options]) };
        const broken = { log: () => expect.fail("broken") };
        const session = new Session({}, [broken, callback]);
        await runOnce(session);
        server.on.deleteSandbox = async () => {
            throw failure(Status.INTERNAL, "cannot");
        };
        await warningAbout(() => expect(session.close().result()).rejects.toBeInstanceOf(SandboxError));
        expect(seen).toEqual([[created(1), { reset: true }]]);
    });
    test("two sessions count apart", async () => {
        const env_7 = { stack: [], error: void 0, hasError: false };
        try {
            const first = __addDisposableResource(env_7, new Session(), true);
            const second = __addDisposableResource(env_7, new Session(), true);
            await runOnce(first);
            expect(second.getMetrics()["cwsandbox/executions"]).toBe(0);
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
});
//# sourceMappingURL=metrics.test.js.map
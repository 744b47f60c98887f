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
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CWSandboxValidationError, SandboxError } from "../errors/index.js";
import { wait } from "../handles/index.js";
import { Sandbox } from "../sandbox/index.js";
import { SandboxDefaults } from "../config/index.js";
import { failure, frame, sandboxIn, startScriptedServer, v1, Status, } from "../transport-grpc/scripted-server.test-support.js";
import { createFunctionHost } from "./function-host.js";
import { Session } from "./index.js";
let server;
beforeEach(async () => {
    server = await startScriptedServer();
    vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
});
afterEach(async () => {
    vi.unstubAllEnvs();
    await server.stop();
});
async function failInSession() {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, new Session(), true);
        await session.sandbox().start();
        throw new Error("body");
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
/** The session as remote functions see it, without the session. */
function host() {
    const defaults = new SandboxDefaults();
    return createFunctionHost({ defaults, assertOpen: () => undefined, own: (core) => new Sandbox(core) });
}
describe("ownership", () => {
    test("F1 a pool: all run, and all are stopped at the end of the scope", async () => {
        let commands = 0;
        server.on.streamExec = async function* () {
            yield frame.stdout(String((commands += 1)));
            yield frame.exit(0);
        };
        const session = new Session({ tags: ["pool"] });
        {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const scope = __addDisposableResource(env_2, session, true);
                const sandboxes = [1, 2, 3, 4, 5].map(() => scope.sandbox());
                expect(scope.sandboxCount).toBe(5);
                const results = await Promise.all(sandboxes.map((sandbox) => sandbox.exec(["x"])));
                expect(results.map((result) => result.stdout).toSorted()).toEqual(["1", "2", "3", "4", "5"]);
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
        expect(server.deleted).toHaveLength(5);
        expect(session.sandboxCount).toBe(0);
    });
    test("F2 nothing is sent before the first operation", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_3, new Session(), true);
            const sandbox = session.sandbox();
            expect([sandbox.sandboxId, sandbox.status]).toEqual([null, null]);
            expect(server.calls).toEqual([]);
            await sandbox.exec(["true"]);
            expect(sandbox.sandboxId).toBe("sb-1");
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
    test("F4, F5 overrides and merges reach the request", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_4, new Session({ tags: ["my-project"], environmentVariables: { A: "1", B: "2" } }), true);
            const environmentVariables = { B: "3", C: "4" };
            const sandbox = session.sandbox({
                tags: ["gpu-workload"],
                containerImage: "other",
                environmentVariables,
            });
            environmentVariables.B = "changed";
            await sandbox.start();
            const spec = server.created[0]?.sandbox?.spec;
            expect(spec?.tags).toEqual(["my-project", "gpu-workload"]);
            expect(spec?.containers[0]?.image).toBe("other");
            expect(spec?.containers[0]?.environmentVariables).toEqual({ A: "1", B: "3", C: "4" });
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
    test("F7 the error of the body arrives, and the sandboxes are stopped", async () => {
        await expect(failInSession()).rejects.toThrow("body");
        expect(server.deleted).toHaveLength(1);
    });
    test("F8 closing twice is fine; a closed session refuses new sandboxes", async () => {
        const session = new Session();
        const other = await Sandbox.run();
        await session.close();
        await session.close();
        expect(() => session.sandbox()).toThrow(/closed/);
        expect(() => session.adopt(other)).toThrow(SandboxError);
        await expect(session.fromId("sb-1")).rejects.toThrow(/closed/);
        await other.stop();
    });
    test("F9 failing stops are counted; the others are stopped", async () => {
        const session = new Session();
        await Promise.all([1, 2, 3].map(() => session.sandbox().start()));
        server.on.deleteSandbox = async (request) => {
            if (request.sandboxId === "sb-2")
                throw failure(Status.INTERNAL, "cannot");
            server.deleted.push(request);
            server.states.set(request.sandboxId, [v1.State.STATE_TERMINATED]);
            return { sandbox: sandboxIn(request.sandboxId, v1.State.STATE_TERMINATED) };
        };
        const closing = session.close();
        expect(session.sandboxCount).toBe(0);
        await expect(closing).rejects.toThrow("1 of 3 sandboxes");
        await expect(closing).rejects.toBeInstanceOf(SandboxError);
        expect(server.deleted.map((request) => request.sandboxId).toSorted()).toEqual(["sb-1", "sb-3"]);
    });
    test("F10 the count", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_5, new Session(), true);
            expect(session.sandboxCount).toBe(0);
            const sandbox = session.sandbox();
            expect(session.sandboxCount).toBe(1);
            await sandbox.stop();
            expect(session.sandboxCount).toBe(0);
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
    test("F11, F12 adoption decides who is stopped", async () => {
        server.on.listSandboxes = async ({ tags }) => ({
            sandboxes: tags.includes("mine") ? [sandboxIn("found", v1.State.STATE_RUNNING)] : [],
        });
        const session = new Session({ tags: ["mine"] });
        expect(await session.list()).toHaveLength(1);
        expect(session.sandboxCount).toBe(0);
        await session.list({ adopt: true });
        await session.fromId("kept", { adopt: false });
        await session.fromId("owned");
        await session.close();
        expect(server.deleted.map((request) => request.sandboxId).toSorted()).toEqual(["found", "owned"]);
    });
    test("F13 a sandbox without id cannot be adopted", () => {
        expect(() => new Session().adopt(new Sandbox())).toThrow(CWSandboxValidationError);
    });
    test("F14 defaults as data", () => {
        expect(() => new Session({ unknown: 1, containerImage: null })).not.toThrow();
        expect(() => new Session({ tags: "text" })).toThrow(CWSandboxValidationError);
        expect(() => new Session(JSON.parse("5"))).toThrow(CWSandboxValidationError);
    });
    test("F15 the text form", async () => {
        const session = Sandbox.session();
        session.sandbox();
        expect(String(session)).toBe("<Session sandboxes=1 status=open>");
        await session.close();
        expect(String(session)).toBe("<Session sandboxes=0 status=closed>");
    });
    test("F16 selectors", async () => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_6, new Session({ runnerIds: ["r1"] }), true);
            for (const options of [{}, { runnerIds: [] }, { runnerIds: ["r2"] }])
                await session.sandbox(options).start();
            expect(server.created.map((request) => request.sandbox?.spec?.runnerIds)).toEqual([["r1"], [], ["r2"]]);
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
    test("H2 a mixture of things to wait for", async () => {
        const env_7 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_7, new Session(), true);
            const sandbox = session.sandbox();
            const items = [sandbox, sandbox.exec(["true"]), sandbox.writeFile("/a", new Uint8Array())];
            const [done, pending] = await wait(items);
            expect([done.length, pending.length]).toEqual([3, 0]);
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
describe("metrics", () => {
    test("L7 counts are shown only with a reporter, and written nowhere without a run", async () => {
        const env_8 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_8, new Session(), true);
            const quiet = __addDisposableResource(env_8, new Session({}, []), true);
            const [sandbox, other] = [session.sandbox(), quiet.sandbox()];
            await Promise.all([sandbox.exec(["true"]), other.exec(["true"])]);
            expect(session.getMetrics()).toMatchObject({
                "cwsandbox/sandboxes_created": 1,
                "cwsandbox/executions": 1,
                "cwsandbox/exec_completed_ok": 1,
                "cwsandbox/exec_completion_rate": 1,
            });
            expect([quiet.getMetrics(), session.logMetrics()]).toEqual([{}, false]);
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
});
describe("the sandbox of a function call", () => {
    test("is tied to a lease that is held only while a call needs it", async () => {
        const env_9 = { stack: [], error: void 0, hasError: false };
        try {
            let held = 0;
            let ended = 0;
            const ours = __addDisposableResource(env_9, await startScriptedServer({
                features: ["lease", "watch", "create-options"],
                extension: {
                    async *holdLease(requests) {
                        held += 1;
                        yield { leaseId: `lease-${held}` };
                        for await (const _request of requests)
                            ;
                        ended += 1;
                    },
                },
            }), true);
            vi.stubEnv("CWSANDBOX_BASE_URL", ours.url);
            const calls = [1, 2].map(() => host().createSandbox({}));
            await Promise.all(calls.map((sandbox) => sandbox.writeFile("/a", new Uint8Array())));
            expect(ours.options.map((options) => options?.leaseId)).toEqual(["lease-1", "lease-1"]);
            await calls[0]?.stop();
            expect(ended).toBe(0);
            await calls[1]?.stop();
            await vi.waitFor(() => expect(ended).toBe(1));
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
    test("elsewhere has a lifetime just above its time limit, and an image that can run functions", async () => {
        await host().createSandbox({ requestTimeoutSeconds: 20 }).readFile("/a");
        expect(server.created[0]?.sandbox?.spec?.maxLifetimeSeconds).toBe(80);
        expect(server.created[0]?.sandbox?.spec?.containers[0]?.image).toBe("node:24");
    });
});
//# sourceMappingURL=session.test.js.map
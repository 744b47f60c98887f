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
import { SandboxFailedError, SandboxNotFoundError, SandboxNotRunningError, SandboxTerminalStateUnavailableError, SandboxTerminatedError, SandboxTimeoutError, SandboxUnavailableError, } from "../errors/index.js";
import { wait } from "../handles/index.js";
import { deferred } from "../support/index.js";
import { failure, sandboxIn, startScriptedServer, v1, Status, } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
const { STATE_CREATING, STATE_RUNNING, STATE_COMPLETED, STATE_FAILED, STATE_TERMINATED, STATE_TERMINATING, STATE_PAUSED, } = v1.State;
async function run(server) {
    const sandbox = new Sandbox({ baseUrl: server.url });
    await sandbox.start();
    return sandbox;
}
/** Every scenario holds for servers that are asked and for servers that tell. */
describe.each([
    { kind: "polled", options: {} },
    { kind: "watched", options: { features: ["watch"] } },
])("life cycle, $kind", ({ options }) => {
    test("A2 pending after the start, running after the wait, the same object", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_1, await startScriptedServer(options), true);
            const sandbox = await run(server);
            expect(sandbox.sandboxId).toBe("sb-1");
            expect([sandbox.startedAt, sandbox.runnerId]).toEqual([null, null]);
            expect(await sandbox.wait()).toBe(sandbox);
            expect(sandbox.status).toBe("running");
            expect(sandbox.runnerId).toBe("r1");
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
    test("B3 a failing start fails both waits, with the server's reason", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_2, await startScriptedServer(options), true);
            const sandbox = await run(server);
            server.states.set("sb-1", [STATE_CREATING, STATE_FAILED]);
            await expect(sandbox.wait()).rejects.toBeInstanceOf(SandboxFailedError);
            const completed = sandbox.waitUntilComplete(5, { raiseOnTermination: false });
            await expect(completed).rejects.toBeInstanceOf(SandboxFailedError);
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
    test("B5 a stop ends a wait for the end as a termination, unless that was allowed", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_3, await startScriptedServer(options), true);
            const sandbox = await run(server);
            await sandbox.wait();
            server.on.deleteSandbox = async ({ sandboxId }) => {
                server.states.set(sandboxId, [STATE_TERMINATING, STATE_TERMINATED]);
                return { sandbox: sandboxIn(sandboxId, STATE_TERMINATING) };
            };
            const stopped = sandbox.stop();
            const strict = sandbox.waitUntilComplete();
            const lenient = sandbox.waitUntilComplete(10, { raiseOnTermination: false });
            await stopped;
            await expect(strict).rejects.toBeInstanceOf(SandboxTerminatedError);
            expect(await lenient).toBe(sandbox);
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
    test("B15 transient failures of a look are repeated", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_4, await startScriptedServer(options), true);
            const sandbox = await run(server);
            let looks = 0;
            server.on.getSandbox = async ({ sandboxId }) => {
                looks += 1;
                if (looks <= 2)
                    throw failure(Status.UNAVAILABLE, "busy");
                return sandboxIn(sandboxId, STATE_RUNNING);
            };
            await sandbox.wait();
            expect(sandbox.status).toBe("running");
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
    test("B19 paused counts as running", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_5, await startScriptedServer(options), true);
            const sandbox = await run(server);
            server.states.set("sb-1", [STATE_PAUSED, STATE_PAUSED]);
            await sandbox.wait();
            expect(sandbox.status).toBe("paused");
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
});
describe("waiting", () => {
    test("B2 a normal end resolves the wait, and nothing can be run afterwards", async () => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_6, await startScriptedServer(), true);
            const sandbox = await run(server);
            server.on.getSandbox = async ({ sandboxId }) => sandboxIn(sandboxId, STATE_COMPLETED, { exitCode: 3 });
            await sandbox.wait();
            expect([sandbox.status, sandbox.returncode]).toEqual(["completed", 3]);
            await expect(sandbox.exec(["true"])).rejects.toBeInstanceOf(SandboxNotRunningError);
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
    test("B4 a wait that times out leaves the other waits alone", async () => {
        const env_7 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_7, await startScriptedServer(), true);
            const sandbox = await run(server);
            server.states.set("sb-1", [STATE_CREATING]);
            const patient = sandbox.wait();
            await expect(sandbox.wait(0.3)).rejects.toThrow(SandboxTimeoutError);
            server.states.set("sb-1", [STATE_RUNNING]);
            expect(await patient).toBe(sandbox);
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
    test("B6 a stop ends a pending wait", async () => {
        const env_8 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_8, await startScriptedServer(), true);
            const sandbox = await run(server);
            server.states.set("sb-1", [STATE_CREATING]);
            const waiting = sandbox.wait();
            const stopped = sandbox.stop();
            await expect(waiting).rejects.toBeInstanceOf(SandboxNotRunningError);
            await stopped;
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
    test("B7 a stop before the start needs no call and forbids the start", async () => {
        const env_9 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_9, await startScriptedServer(), true);
            const sandbox = new Sandbox({ baseUrl: server.url });
            await sandbox.stop();
            await expect(sandbox.start()).rejects.toBeInstanceOf(SandboxNotRunningError);
            await expect(sandbox.getStatus()).rejects.toBeInstanceOf(SandboxNotRunningError);
            expect(server.calls).toEqual([]);
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
    test("B8 concurrent stops send one request", async () => {
        const env_10 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_10, await startScriptedServer(), true);
            const sandbox = await run(server);
            await Promise.all([sandbox.stop(), sandbox.stop({ gracefulShutdownSeconds: 1 }), sandbox.stop()]);
            expect(server.deleted.map((request) => request.gracePeriodSeconds)).toEqual([10]);
            await sandbox.stop();
            expect(server.deleted).toHaveLength(1);
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
    test("B9 an end is not asked about again, but confirmed", async () => {
        const env_11 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_11, await startScriptedServer(), true);
            const sandbox = await run(server);
            await sandbox.stop();
            const looks = server.count("GetSandbox");
            const before = sandbox.statusUpdatedAt;
            await new Promise((resolve) => setTimeout(resolve, 5));
            expect(await sandbox.getStatus()).toBe("terminated");
            expect(server.count("GetSandbox")).toBe(looks);
            expect(sandbox.statusUpdatedAt?.getTime()).toBeGreaterThan(before?.getTime() ?? Number.POSITIVE_INFINITY);
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
    test("B10 a fresh status updates the property", async () => {
        const env_12 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_12, await startScriptedServer(), true);
            const sandbox = await run(server);
            expect(await sandbox.getStatus()).toBe("running");
            expect(sandbox.status).toBe("running");
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
    test("B11 nothing works after the stop", async () => {
        const env_13 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_13, await startScriptedServer(), true);
            const sandbox = await run(server);
            await sandbox.stop();
            const attempts = [
                sandbox.exec(["true"]),
                sandbox.shell(),
                sandbox.readFile("/a"),
                sandbox.writeFile("/a", new Uint8Array()),
            ];
            for (const attempt of attempts)
                await expect(attempt).rejects.toBeInstanceOf(SandboxNotRunningError);
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
    test("B14 concurrent first operations start once", async () => {
        const env_14 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_14, await startScriptedServer(), true);
            const sandbox = new Sandbox({ baseUrl: server.url });
            const results = await Promise.all([1, 2, 3].map(() => sandbox.exec(["true"])));
            expect(results.map((result) => result.returncode)).toEqual([0, 0, 0]);
            expect(server.created).toHaveLength(1);
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
    test("B14 a failed start is tried again with the same request id", async () => {
        const env_15 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_15, await startScriptedServer(), true);
            const ids = [];
            server.on.createSandbox = async ({ requestId }) => {
                ids.push(requestId);
                if (ids.length === 1)
                    throw failure(Status.INTERNAL, "no");
                return sandboxIn("sb-1", STATE_CREATING);
            };
            const sandbox = new Sandbox({ baseUrl: server.url });
            await expect(sandbox.start()).rejects.toThrow("Create sandbox failed: no");
            expect(sandbox.sandboxId).toBeNull();
            await sandbox.start();
            expect(ids[0]).toBe(ids[1]);
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
    test("B15 without a budget the first failure counts; with one, a lasting failure ends the wait", async () => {
        const env_16 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_16, await startScriptedServer(), true);
            server.on.getSandbox = async () => {
                throw failure(Status.UNAVAILABLE, "busy");
            };
            const impatient = new Sandbox({ baseUrl: server.url, pollRetryBudgetSeconds: 0 });
            await expect(impatient.wait()).rejects.toBeInstanceOf(SandboxUnavailableError);
            expect(server.count("GetSandbox")).toBe(1);
            const patient = new Sandbox({ baseUrl: server.url, pollRetryBudgetSeconds: 0.5 });
            await expect(patient.wait()).rejects.toBeInstanceOf(SandboxUnavailableError);
            expect(server.count("GetSandbox")).toBeGreaterThan(2);
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
    test("B16 a missing sandbox is not looked for again", async () => {
        const env_17 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_17, await startScriptedServer(), true);
            server.on.getSandbox = async () => {
                throw failure(Status.NOT_FOUND, "gone");
            };
            const sandbox = await run(server);
            await expect(sandbox.wait()).rejects.toMatchObject({ name: "SandboxNotFoundError", sandboxId: "sb-1" });
            expect(server.count("GetSandbox")).toBe(1);
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
    test("B17 after an own stop a record may be missing for a moment, but not for long", async () => {
        const env_18 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_18, await startScriptedServer(), true);
            let missing = 2;
            server.on.deleteSandbox = async ({ sandboxId }) => ({ sandbox: sandboxIn(sandboxId, STATE_TERMINATING) });
            server.on.getSandbox = async ({ sandboxId }) => {
                missing -= 1;
                if (missing >= 0)
                    throw failure(Status.NOT_FOUND, "gone");
                return sandboxIn(sandboxId, STATE_TERMINATED);
            };
            const lucky = await run(server);
            await lucky.stop();
            expect(lucky.status).toBe("terminated");
            const unlucky = await run(server);
            missing = 1000;
            await expect(unlucky.stop()).rejects.toBeInstanceOf(SandboxTerminalStateUnavailableError);
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
    test("B18 an old report does not undo an accepted stop", async () => {
        const env_19 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_19, await startScriptedServer(), true);
            const sandbox = await run(server);
            const seen = [];
            server.on.deleteSandbox = async ({ sandboxId }) => ({ sandbox: sandboxIn(sandboxId, STATE_TERMINATING) });
            server.on.getSandbox = async ({ sandboxId }) => {
                seen.push(sandbox.status);
                return sandboxIn(sandboxId, seen.length === 1 ? STATE_RUNNING : STATE_TERMINATED);
            };
            await sandbox.stop();
            expect(seen).toEqual(["terminating", "terminating"]);
        }
        catch (e_19) {
            env_19.error = e_19;
            env_19.hasError = true;
        }
        finally {
            const result_19 = __disposeResources(env_19);
            if (result_19)
                await result_19;
        }
    });
    test("B12 the error of a scope arrives, the sandbox is stopped, a failing stop is a warning", async () => {
        const env_20 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_20, await startScriptedServer(), true);
            const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
            const body = async () => {
                const env_21 = { stack: [], error: void 0, hasError: false };
                try {
                    const _sandbox = __addDisposableResource(env_21, await run(server), true);
                    throw new Error("body");
                }
                catch (e_21) {
                    env_21.error = e_21;
                    env_21.hasError = true;
                }
                finally {
                    const result_21 = __disposeResources(env_21);
                    if (result_21)
                        await result_21;
                }
            };
            await expect(body()).rejects.toThrow("body");
            expect(server.deleted).toHaveLength(1);
            server.on.deleteSandbox = async () => {
                throw failure(Status.INTERNAL, "cannot");
            };
            await expect(body()).rejects.toThrow("body");
            // Other tests' forgotten sandboxes may be noticed meanwhile.
            const warnings = warn.mock.calls
                .map(([text]) => String(text))
                .filter((text) => !text.includes("forgotten"));
            expect(warnings).toEqual([expect.stringContaining("cannot")]);
            warn.mockRestore();
        }
        catch (e_20) {
            env_20.error = e_20;
            env_20.hasError = true;
        }
        finally {
            const result_20 = __disposeResources(env_20);
            if (result_20)
                await result_20;
        }
    });
    test("B1 a late exit code is looked for again", async () => {
        const env_22 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_22, await startScriptedServer(), true);
            let looks = 0;
            server.on.getSandbox = async ({ sandboxId }) => {
                looks += 1;
                return sandboxIn(sandboxId, STATE_COMPLETED, looks === 1 ? {} : { exitCode: 7 });
            };
            const sandbox = await run(server);
            await sandbox.waitUntilComplete();
            expect(sandbox.returncode).toBe(7);
        }
        catch (e_22) {
            env_22.error = e_22;
            env_22.hasError = true;
        }
        finally {
            const result_22 = __disposeResources(env_22);
            if (result_22)
                await result_22;
        }
    });
    test("an unknown state of a newer server is waited through", async () => {
        const env_23 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_23, await startScriptedServer(), true);
            const sandbox = await run(server);
            let looks = 0;
            server.on.getSandbox = async ({ sandboxId }) => sandboxIn(sandboxId, (looks += 1) === 1 ? 42 : STATE_RUNNING);
            await sandbox.wait();
            expect(sandbox.status).toBe("running");
        }
        catch (e_23) {
            env_23.error = e_23;
            env_23.hasError = true;
        }
        finally {
            const result_23 = __disposeResources(env_23);
            if (result_23)
                await result_23;
        }
    });
    test("an aborted start rejects with the signal's reason and leaves nothing behind", async () => {
        const env_24 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_24, await startScriptedServer(), true);
            const held = deferred();
            server.on.createSandbox = async () => {
                await held.promise;
                return sandboxIn("sb-9", STATE_CREATING);
            };
            const controller = new AbortController();
            const sandbox = new Sandbox({ baseUrl: server.url });
            const starting = sandbox.start({ signal: controller.signal });
            await vi.waitFor(() => expect(server.count("CreateSandbox")).toBe(1));
            controller.abort(new Error("changed my mind"));
            await expect(starting).rejects.toThrow("changed my mind");
            held.resolve();
            await vi.waitFor(() => expect(server.deleted.map((request) => request.sandboxId)).toEqual(["sb-9"]));
            expect(sandbox.sandboxId).toBeNull();
        }
        catch (e_24) {
            env_24.error = e_24;
            env_24.hasError = true;
        }
        finally {
            const result_24 = __disposeResources(env_24);
            if (result_24)
                await result_24;
        }
    });
    test("an aborted wait rejects with the signal's reason; the look-out ends with the last waiter", async () => {
        const env_25 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_25, await startScriptedServer(), true);
            const sandbox = await run(server);
            server.states.set("sb-1", [STATE_CREATING]);
            const controller = new AbortController();
            const waiting = sandbox.wait(undefined, { signal: controller.signal });
            await vi.waitFor(() => expect(server.count("GetSandbox")).toBe(1));
            controller.abort("enough");
            await expect(waiting).rejects.toBe("enough");
            const looks = server.count("GetSandbox");
            await new Promise((resolve) => setTimeout(resolve, 600));
            expect(server.count("GetSandbox")).toBeLessThanOrEqual(looks + 1);
        }
        catch (e_25) {
            env_25.error = e_25;
            env_25.hasError = true;
        }
        finally {
            const result_25 = __disposeResources(env_25);
            if (result_25)
                await result_25;
        }
    });
    test("stop of an unknown sandbox is an error, or nothing", async () => {
        const env_26 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_26, await startScriptedServer(), true);
            server.on.deleteSandbox = async ({ allowMissing }) => {
                if (allowMissing)
                    return {};
                throw failure(Status.NOT_FOUND, "gone");
            };
            const sandbox = await run(server);
            await expect(sandbox.stop()).rejects.toBeInstanceOf(SandboxNotFoundError);
            await sandbox.stop({ missingOk: true });
            expect(sandbox.status).toBe("terminated");
        }
        catch (e_26) {
            env_26.error = e_26;
            env_26.hasError = true;
        }
        finally {
            const result_26 = __disposeResources(env_26);
            if (result_26)
                await result_26;
        }
    });
    test("a stop is repeated when the server says when", async () => {
        const env_27 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_27, await startScriptedServer(), true);
            let attempts = 0;
            server.on.deleteSandbox = async ({ sandboxId }) => {
                attempts += 1;
                if (attempts === 1)
                    throw failure(Status.UNAVAILABLE, "later", { retryDelaySeconds: 0 });
                server.states.set(sandboxId, [STATE_TERMINATED]);
                return { sandbox: sandboxIn(sandboxId, STATE_TERMINATED) };
            };
            const sandbox = await run(server);
            await sandbox.stop();
            expect(attempts).toBe(2);
        }
        catch (e_27) {
            env_27.error = e_27;
            env_27.hasError = true;
        }
        finally {
            const result_27 = __disposeResources(env_27);
            if (result_27)
                await result_27;
        }
    });
    test("H3 waiting for sandboxes starts them", async () => {
        const env_28 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_28, await startScriptedServer(), true);
            const sandboxes = [1, 2].map(() => new Sandbox({ baseUrl: server.url }));
            const [done, pending] = await wait(sandboxes);
            expect([done.length, pending.length]).toEqual([2, 0]);
            expect(sandboxes.map((sandbox) => sandbox.status)).toEqual(["running", "running"]);
        }
        catch (e_28) {
            env_28.error = e_28;
            env_28.hasError = true;
        }
        finally {
            const result_28 = __disposeResources(env_28);
            if (result_28)
                await result_28;
        }
    });
});
//# sourceMappingURL=life.test.js.map
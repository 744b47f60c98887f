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
import { SandboxError, SandboxResourceExhaustedError, SandboxUnavailableError } from "../errors/index.js";
import { failure, sandboxIn, startScriptedServer, Status, v1, } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
const { SANDBOX_MODE_CKS, SANDBOX_MODE_SERVERLESS, SANDBOX_MODE_UNSPECIFIED } = v1.SandboxMode;
const DOMAIN = "cwsandbox.com";
/** A server whose creates end like this, one after the other; the last outcome stays. */
async function withOutcomes(...outcomes) {
    const server = await startScriptedServer();
    server.on.createSandbox = async (request) => {
        server.created.push(request);
        const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
        if (outcome instanceof Error)
            throw outcome;
        return sandboxIn("sb-1", v1.State.STATE_CREATING);
    };
    return server;
}
function refused(code, reason, domain = DOMAIN) {
    return failure(code, "no", { errorInfo: { reason, domain, metadata: {} } });
}
/** Mode and runners of each create. */
function places(server) {
    return server.created.map(({ sandbox }) => [sandbox?.spec?.mode, sandbox?.spec?.runnerIds]);
}
function ids(server) {
    return server.created.map(({ requestId }) => requestId);
}
describe("placement", () => {
    test("J11 runner ids imply the own cluster; modes are sent", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_1, await withOutcomes("created"), true);
            const baseUrl = server.url;
            await new Sandbox({ baseUrl, runnerIds: ["r1"] }).start();
            await new Sandbox({ baseUrl, placementMode: "serverless" }).start();
            await new Sandbox({ baseUrl }).start();
            expect(places(server)).toEqual([
                [SANDBOX_MODE_CKS, ["r1"]],
                [SANDBOX_MODE_SERVERLESS, []],
                [SANDBOX_MODE_UNSPECIFIED, []],
            ]);
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
    test.each([
        [Status.RESOURCE_EXHAUSTED, "CWSANDBOX_RUNNER_CAPACITY_EXHAUSTED"],
        [Status.FAILED_PRECONDITION, "CWSANDBOX_PLACEMENT_REJECTED"],
        [Status.FAILED_PRECONDITION, "CWSANDBOX_PLACEMENT_CONSTRAINT_UNSATISFIED"],
        [Status.FAILED_PRECONDITION, "CWSANDBOX_NO_SUITABLE_RUNNER"],
        [Status.UNAVAILABLE, "CWSANDBOX_RUNNER_OVERLOADED"],
        [Status.UNAVAILABLE, "CWSANDBOX_RUNNER_UNAVAILABLE"],
        [Status.INVALID_ARGUMENT, "CWSANDBOX_RESOURCE_CEILING_EXCEEDED"],
    ])("J11 a create without a place spills over once, under a new id: %s %s", async (code, reason) => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_2, await withOutcomes(refused(code, reason), "created"), true);
            const sandbox = new Sandbox({
                baseUrl: server.url,
                runnerIds: ["r1"],
                placementSpillover: "cks_then_serverless",
            });
            await sandbox.start();
            expect(places(server)).toEqual([
                [SANDBOX_MODE_CKS, ["r1"]],
                [SANDBOX_MODE_SERVERLESS, []],
            ]);
            expect(new Set(ids(server)).size).toBe(2);
            expect(sandbox.sandboxId).toBe("sb-1");
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
    test.each([
        ["another reason", refused(Status.FAILED_PRECONDITION, "CWSANDBOX_SERVERLESS_DISABLED")],
        ["another domain", refused(Status.UNAVAILABLE, "CWSANDBOX_RUNNER_OVERLOADED", "example.com")],
        ["another status", refused(Status.INTERNAL, "CWSANDBOX_RUNNER_OVERLOADED")],
        ["a ceiling as a quota", refused(Status.RESOURCE_EXHAUSTED, "CWSANDBOX_RESOURCE_CEILING_EXCEEDED")],
        ["no reason", failure(Status.UNAVAILABLE, "no")],
    ])("J11 nothing spills over for %s", async (_name, error) => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_3, await withOutcomes(error), true);
            const baseUrl = server.url;
            const sandbox = new Sandbox({ baseUrl, placementSpillover: "serverless_then_cks" });
            await expect(sandbox.start()).rejects.toBeInstanceOf(SandboxError);
            expect(places(server)).toEqual([[SANDBOX_MODE_SERVERLESS, []]]);
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
    test("J11 strict placement never spills over", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_4, await withOutcomes(refused(Status.UNAVAILABLE, "CWSANDBOX_RUNNER_UNAVAILABLE")), true);
            await expect(new Sandbox({ baseUrl: server.url, runnerIds: ["r"] }).start()).rejects.toThrow();
            expect(server.created).toHaveLength(1);
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
    test("J11 a second refusal has the first as its cause, and leads back to the first place and id", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const noPlace = refused(Status.FAILED_PRECONDITION, "CWSANDBOX_NO_SUITABLE_RUNNER");
            const forbidden = failure(Status.PERMISSION_DENIED, "not yours");
            const server = __addDisposableResource(env_5, await withOutcomes(noPlace, forbidden, "created"), true);
            const sandbox = new Sandbox({ baseUrl: server.url, placementSpillover: "serverless_then_cks" });
            const error = await sandbox.start().then(null, (thrown) => thrown);
            expect(error).toMatchObject({ code: "AUTHENTICATION_FAILED" });
            expect(error).toMatchObject({ cause: { reason: "CWSANDBOX_NO_SUITABLE_RUNNER" } });
            await sandbox.start();
            const [first, second, third] = ids(server);
            expect(first).toBe(third);
            expect(second).not.toBe(first);
            expect(places(server)[2]).toEqual([SANDBOX_MODE_SERVERLESS, []]);
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
    test("J11 after an unknown outcome a later start stays with the second place and id", async () => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            const noPlace = refused(Status.FAILED_PRECONDITION, "CWSANDBOX_NO_SUITABLE_RUNNER");
            const server = __addDisposableResource(env_6, await withOutcomes(noPlace, failure(Status.UNAVAILABLE, "cut"), "created"), true);
            const sandbox = new Sandbox({ baseUrl: server.url, placementSpillover: "serverless_then_cks" });
            await expect(sandbox.start()).rejects.toBeInstanceOf(SandboxUnavailableError);
            await sandbox.start();
            const [, second, third] = ids(server);
            expect(third).toBe(second);
            expect(places(server)[2]).toEqual([SANDBOX_MODE_CKS, []]);
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
describe("a create without room", () => {
    const full = (retryDelaySeconds) => failure(Status.RESOURCE_EXHAUSTED, "full", {
        errorInfo: { reason: "CWSANDBOX_RUNNER_CAPACITY_EXHAUSTED", domain: DOMAIN, metadata: {} },
        ...(retryDelaySeconds === undefined ? {} : { retryDelaySeconds }),
    });
    test("is repeated within the budget, unchanged", async () => {
        const env_7 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_7, await withOutcomes(full(0), full(0.01), "created"), true);
            await new Sandbox({ baseUrl: server.url, createRetryBudgetSeconds: 30 }).start();
            expect(server.created).toHaveLength(3);
            expect(new Set(ids(server)).size).toBe(1);
            expect(server.created[2]).toEqual(server.created[0]);
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
    test("counts at once without a budget, and when the budget would be over before the next attempt", async () => {
        const env_8 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_8, await withOutcomes(full(5)), true);
            const baseUrl = server.url;
            const strict = new Sandbox({ baseUrl }).start();
            await expect(strict).rejects.toBeInstanceOf(SandboxResourceExhaustedError);
            const short = new Sandbox({ baseUrl, createRetryBudgetSeconds: 3 }).start();
            await expect(short).rejects.toBeInstanceOf(SandboxResourceExhaustedError);
            expect(server.created).toHaveLength(2);
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
    test("another failure is never repeated", async () => {
        const env_9 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_9, await withOutcomes(failure(Status.UNAVAILABLE, "down", { retryDelaySeconds: 0 })), true);
            const start = new Sandbox({ baseUrl: server.url, createRetryBudgetSeconds: 30 }).start();
            await expect(start).rejects.toBeInstanceOf(SandboxUnavailableError);
            expect(server.created).toHaveLength(1);
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
    test("waiting for room ends with the last who wanted the sandbox", async () => {
        const env_10 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_10, await withOutcomes(full(9)), true);
            const giveUp = new AbortController();
            const sandbox = new Sandbox({ baseUrl: server.url, createRetryBudgetSeconds: 60 });
            const start = sandbox.start({ signal: giveUp.signal });
            await expect.poll(() => server.created.length).toBe(1);
            giveUp.abort(new Error("enough"));
            await expect(start).rejects.toThrow("enough");
            await sandbox.stop();
            await expect(sandbox.start()).rejects.toMatchObject({ code: "SANDBOX_NOT_RUNNING" });
            expect(server.created).toHaveLength(1);
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
});
//# sourceMappingURL=placement.test.js.map
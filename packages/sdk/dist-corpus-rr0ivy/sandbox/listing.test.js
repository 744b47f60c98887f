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
import { CWSandboxValidationError, SandboxError, SandboxNotFoundError } from "../errors/index.js";
import { failure, sandboxIn, startScriptedServer, v1, Status, } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
function threePages(token) {
    return { "": "1", "1": "2" }[token] ?? "";
}
describe("listing and deletion", () => {
    test("G1, G2, G3, G10 what is asked for", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_1, await startScriptedServer(), true);
            const requests = [];
            server.on.listSandboxes = async (request) => {
                requests.push(request);
                return {};
            };
            const baseUrl = server.url;
            await Sandbox.list({ baseUrl, tags: ["a", "b"], runnerIds: ["r"], profileNames: [] });
            await Sandbox.list({ baseUrl, status: "running" });
            await Sandbox.list({ baseUrl, status: "completed" });
            await Sandbox.list({ baseUrl, includeStopped: true });
            const asked = requests.map(({ tags, runnerIds, state, showTerminated }) => ({
                tags,
                runnerIds,
                state,
                showTerminated,
            }));
            expect(asked).toEqual([
                { tags: ["a", "b"], runnerIds: ["r"], state: v1.State.STATE_UNSPECIFIED, showTerminated: false },
                { tags: [], runnerIds: [], state: v1.State.STATE_RUNNING, showTerminated: false },
                { tags: [], runnerIds: [], state: v1.State.STATE_COMPLETED, showTerminated: true },
                { tags: [], runnerIds: [], state: v1.State.STATE_UNSPECIFIED, showTerminated: true },
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
    test("G2 wrong filters arrive through the handle, before any call", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_2, await startScriptedServer(), true);
            const baseUrl = server.url;
            await expect(Sandbox.list({ baseUrl, status: "bogus" })).rejects.toBeInstanceOf(CWSandboxValidationError);
            await expect(Sandbox.list({ baseUrl, profileNames: ["p"] })).rejects.toThrow("profileNames cannot be filtered by");
            expect(server.calls).toEqual([]);
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
    test("G9 all pages; a repeated token, too many pages and lost time are errors", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_3, await startScriptedServer(), true);
            const baseUrl = server.url;
            let nextToken = threePages;
            server.on.listSandboxes = async ({ pageToken }) => ({
                sandboxes: [sandboxIn(`sb${pageToken}`, v1.State.STATE_RUNNING)],
                nextPageToken: nextToken(pageToken),
            });
            const found = await Sandbox.list({ baseUrl });
            expect(found.map((sandbox) => sandbox.sandboxId)).toEqual(["sb", "sb1", "sb2"]);
            nextToken = () => "again";
            await expect(Sandbox.list({ baseUrl })).rejects.toThrow("repeated a page token");
            nextToken = (token) => String(Number(token) + 1);
            await expect(Sandbox.list({ baseUrl })).rejects.toThrow(SandboxError);
            server.on.listSandboxes = async (_request, { signal }) => {
                await new Promise((resolve) => signal.addEventListener("abort", resolve));
                return {};
            };
            await expect(Sandbox.list({ baseUrl, timeoutSeconds: 0.2 })).rejects.toThrow("not all pages came within 0.2 s");
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
    test("G4, G5, G11 attaching in any state; unknown ids", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_4, await startScriptedServer(), true);
            server.on.getSandbox = async ({ sandboxId }) => {
                if (sandboxId === "nope")
                    throw failure(Status.NOT_FOUND, "gone");
                return sandboxIn(sandboxId, sandboxId === "old" ? v1.State.STATE_TERMINATED : v1.State.STATE_RUNNING);
            };
            const baseUrl = server.url;
            const unknown = Sandbox.fromId("nope", { baseUrl });
            await expect(unknown).rejects.toBeInstanceOf(SandboxNotFoundError);
            await expect(unknown).rejects.toMatchObject({ sandboxId: "nope" });
            const old = await Sandbox.fromId("old", { baseUrl });
            expect(old.status).toBe("terminated");
            await expect(old.exec(["true"])).rejects.toThrow("is not running");
            const active = await Sandbox.fromId("sb", { baseUrl });
            expect((await active.exec(["true"])).returncode).toBe(0);
            expect(server.created).toEqual([]);
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
    test("G6 deletion by id", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_5, await startScriptedServer(), true);
            const baseUrl = server.url;
            await Sandbox.delete("sb", { baseUrl });
            expect(server.deleted[0]).toMatchObject({ sandboxId: "sb", gracePeriodSeconds: 0, allowMissing: false });
            server.on.deleteSandbox = async () => {
                throw failure(Status.NOT_FOUND, "gone");
            };
            await expect(Sandbox.delete("sb", { baseUrl })).rejects.toBeInstanceOf(SandboxNotFoundError);
            await Sandbox.delete("sb", { baseUrl, missingOk: true });
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
    test("unknown options are refused by name", async () => {
        const options = { baseUrl: "http://127.0.0.1:9", tagz: ["a"] };
        await expect(Sandbox.list(options)).rejects.toThrow('Did you mean "tags"?');
    });
});
describe("creation", () => {
    test("B21 a single word is the whole main process; options come last", async () => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_6, await startScriptedServer(), true);
            vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
            const sandbox = await Sandbox.run("env", { tags: ["t"], containerImage: "img", maxLifetimeSeconds: 5 });
            expect(sandbox.status).toBe("pending");
            const spec = server.created[0]?.sandbox?.spec;
            expect(spec).toMatchObject({ tags: ["t"], maxLifetimeSeconds: 5 });
            expect(spec?.containers).toMatchObject([{ name: "main", image: "img", command: "env", args: [] }]);
            vi.unstubAllEnvs();
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
    test("the image is left to servers that have one, and documented elsewhere", async () => {
        const env_7 = { stack: [], error: void 0, hasError: false };
        try {
            const plain = __addDisposableResource(env_7, await startScriptedServer(), true);
            await new Sandbox({ baseUrl: plain.url }).start();
            expect(plain.created[0]?.sandbox?.spec?.containers[0]?.image).toBe("python:3.11");
            const ours = __addDisposableResource(env_7, await startScriptedServer({ features: ["create-options"] }), true);
            await new Sandbox({ baseUrl: ours.url }).start();
            expect(ours.created[0]?.sandbox?.spec?.containers[0]?.image).toBe("");
            expect(ours.options).toEqual([]);
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
    test("J resources, secrets, files, ports and rules in the contract's words", async () => {
        const env_8 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_8, await startScriptedServer(), true);
            await new Sandbox({
                baseUrl: server.url,
                resources: { cpu: "1", memory: "1Gi", gpu: { count: 2, type: "A100" } },
                secrets: [
                    { store: "s", name: "a" },
                    { store: "t", name: "b" },
                    { store: "s", name: "c", envVar: "C" },
                ],
                mountedFiles: { "/etc/x": "text" },
                ports: [{ containerPort: 53, protocol: "udp", name: "dns" }],
                network: { ingressMode: "public", exposedPorts: [8000], egressMode: "blocked" },
                runnerIds: ["r1"],
            }).start();
            const spec = server.created[0]?.sandbox?.spec;
            const amount = {
                cpu: "1",
                memory: "1Gi",
                gpu: { count: 2n, selector: { $case: "type", value: "A100" } },
            };
            expect(spec?.containers[0]?.resourceRequirements).toEqual({ requests: amount, limits: amount });
            expect(spec?.containers[0]?.secretStores).toMatchObject([
                {
                    storeName: "s",
                    secrets: [
                        { path: "a", envVar: "a" },
                        { path: "c", envVar: "C" },
                    ],
                },
                { storeName: "t", secrets: [{ path: "b", envVar: "b" }] },
            ]);
            expect(spec?.services).toMatchObject([
                {
                    port: 53,
                    name: "dns",
                    protocol: v1.ServiceProtocol.SERVICE_PROTOCOL_UDP,
                    visibility: v1.Visibility.VISIBILITY_UNSPECIFIED,
                },
                { port: 8000, visibility: v1.Visibility.VISIBILITY_PUBLIC },
            ]);
            expect(spec).toMatchObject({
                runnerIds: ["r1"],
                mode: v1.SandboxMode.SANDBOX_MODE_CKS,
                network: { denyEgress: true },
            });
            expect(Buffer.from(spec?.containers[0]?.files[0]?.content ?? []).toString()).toBe("text");
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
    test("options beyond the contract travel in the extension, or are refused by name", async () => {
        const env_9 = { stack: [], error: void 0, hasError: false };
        try {
            const ours = __addDisposableResource(env_9, await startScriptedServer({ features: ["create-options"] }), true);
            await new Sandbox({ baseUrl: ours.url, profileNames: ["p"], network: { egressMode: "special" } }).start();
            expect(ours.options).toMatchObject([{ profileNames: ["p"], egressMode: "special", leaseId: "" }]);
            const plain = __addDisposableResource(env_9, await startScriptedServer(), true);
            const refused = new Sandbox({ baseUrl: plain.url, maxTimeoutSeconds: 5 }).start();
            await expect(refused).rejects.toBeInstanceOf(CWSandboxValidationError);
            await expect(refused).rejects.toMatchObject({ field: "maxTimeoutSeconds" });
            expect(plain.count("CreateSandbox")).toBe(0);
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
    test("a sandbox is not thenable, and its text form shows id and status", async () => {
        const env_10 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_10, await startScriptedServer(), true);
            const sandbox = new Sandbox({ baseUrl: server.url });
            expect("then" in sandbox).toBe(false);
            expect(String(sandbox)).toBe("<Sandbox id=none status=not_started>");
            await sandbox.wait();
            expect(String(sandbox)).toBe("<Sandbox id=sb-1 status=running>");
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
//# sourceMappingURL=listing.test.js.map
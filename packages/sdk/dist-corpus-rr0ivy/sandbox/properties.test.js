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
import { sandboxIn, startScriptedServer, v1, } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";
const { STATE_CREATING, STATE_RUNNING, STATE_TERMINATING, STATE_COMPLETED } = v1.State;
const PUBLIC = v1.Visibility.VISIBILITY_PUBLIC;
const HTTPS = v1.EndpointKind.ENDPOINT_KIND_HTTPS;
const PASSTHROUGH = v1.EndpointKind.ENDPOINT_KIND_TLS_PASSTHROUGH;
const OPEN = v1.EndpointAuth.ENDPOINT_AUTH_OPEN;
/** An object for a sandbox that the server describes like this. */
async function attach(server, state, status, rest = {}) {
    server.on.getSandbox = async ({ sandboxId }) => ({
        ...sandboxIn(sandboxId, state, status),
        ...v1.Sandbox.fromPartial(rest),
        sandboxId,
        status: sandboxIn(sandboxId, state, status).status,
    });
    return Sandbox.fromId("sb-1", { baseUrl: server.url });
}
describe("properties", () => {
    test("are empty before the start", () => {
        const sandbox = new Sandbox({
            baseUrl: "http://127.0.0.1:1",
            tags: ["a"],
            network: { ingressMode: "public" },
        });
        expect([sandbox.tags, sandbox.containers, sandbox.containerStatuses, sandbox.serviceUrls]).toEqual([
            [],
            [],
            [],
            [],
        ]);
        expect([sandbox.createdAt, sandbox.control, sandbox.profileId, sandbox.effectiveRuntimeClass]).toEqual([
            null,
            null,
            null,
            null,
        ]);
        expect(sandbox.appliedIngressMode).toBeNull();
    });
    test("show what the server reports", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_1, await startScriptedServer(), true);
            const createTime = new Date(1000);
            const sandbox = await attach(server, STATE_RUNNING, {
                createTime,
                effectiveRuntimeClass: "gvisor",
                attachedVolumeIds: ["v"],
                containerStatuses: [
                    { name: "main", state: STATE_RUNNING, exitCode: 0, restartCount: 2 },
                    { name: "init", state: STATE_COMPLETED, exitCode: 3 },
                ],
            }, {
                spec: { tags: ["a", "b"], containers: [{ name: "main", image: "i" }] },
                control: v1.Control.CONTROL_PLATFORM,
            });
            expect(sandbox.tags).toEqual(["a", "b"]);
            expect(sandbox.createdAt).toEqual(createTime);
            expect(sandbox.effectiveRuntimeClass).toBe("gvisor");
            expect(sandbox.attachedVolumeIds).toEqual(["v"]);
            expect(sandbox.control).toBe("platform");
            expect(sandbox.containers).toMatchObject([{ name: "main", image: "i", primary: true }]);
            expect(sandbox.containerStatuses).toEqual([
                { name: "main", state: "running", exitCode: null, restartCount: 2 },
                { name: "init", state: "completed", exitCode: 3, restartCount: 0 },
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
    test("addresses of services, by kind", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_2, await startScriptedServer(), true);
            const sandbox = await attach(server, STATE_RUNNING, {
                services: [
                    { port: 1, name: "plain", visibility: PUBLIC, url: "tcp://host:1" },
                    {
                        port: 2,
                        name: "web",
                        endpoint: { kind: HTTPS, auth: OPEN, url: "https://web", requestTimeoutSeconds: 15 },
                        url: "ignored",
                    },
                    { port: 3, name: "no limit", endpoint: { kind: HTTPS, auth: OPEN, url: "https://old" } },
                    { port: 4, name: "tls", endpoint: { kind: PASSTHROUGH, address: "tls:443" } },
                    { port: 5, name: "none" },
                ],
            });
            expect(sandbox.exposedPorts).toEqual([{ port: 1, name: "plain" }]);
            expect(sandbox.serviceAddress).toBe("host:1");
            expect(sandbox.serviceUrls).toEqual([
                { port: 1, name: "plain", url: "tcp://host:1" },
                { port: 2, name: "web", url: "https://web" },
                { port: 3, name: "no limit", url: "https://old" },
            ]);
            expect(sandbox.serviceEndpoints).toEqual([
                { port: 2, name: "web", kind: "https", auth: "open", url: "https://web", requestTimeoutSeconds: 15 },
            ]);
            expect(sandbox.serviceAddresses).toEqual([
                { port: 4, name: "tls", kind: "tls_passthrough", address: "tls:443" },
            ]);
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
    test("a passthrough's address is remembered while its row stays", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_3, await startScriptedServer(), true);
            const row = (address) => ({ port: 4, name: "tls", endpoint: { kind: PASSTHROUGH, address } });
            const sandbox = await attach(server, STATE_CREATING, { services: [row("tls:443")] });
            const report = (state, services) => {
                server.on.getSandbox = async ({ sandboxId }) => sandboxIn(sandboxId, state, { services: services ?? [] });
            };
            report(STATE_RUNNING, [row("")]);
            await sandbox.getStatus();
            expect(sandbox.serviceAddresses).toMatchObject([{ address: "tls:443" }]);
            report(STATE_RUNNING, []);
            await sandbox.getStatus();
            expect(sandbox.serviceAddresses).toEqual([]);
            report(STATE_TERMINATING, [row("late:443")]);
            await sandbox.getStatus();
            expect(sandbox.serviceAddresses).toEqual([]);
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
    test("rules in force; those of a newer server are left out", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_4, await startScriptedServer(), true);
            const sandbox = await attach(server, STATE_RUNNING, {
                effectiveEgress: [
                    { destination: { $case: "httpsHostname", value: "a.example.com" } },
                    { destination: { $case: "httpsHostname", value: "*" } },
                    {
                        destination: { $case: "cidr", value: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
                        ports: [{ port: 1, endPort: 9, protocol: "UDP" }],
                    },
                    { destination: { $case: "any", value: true }, ports: [{ port: 0 }] },
                    {},
                ],
                effectiveIngress: [
                    { source: { $case: "tenant", value: v1.TenantScope.UNRECOGNIZED } },
                    { source: { $case: "any", value: true } },
                ],
            });
            expect(sandbox.dnsEgressNames).toEqual(["a.example.com"]);
            expect(sandbox.effectiveEgress).toEqual([
                { dnsName: "a.example.com" },
                {
                    cidr: { cidr: "10.0.0.0/8", exceptCidrs: ["10.1.0.0/16"] },
                    ports: [{ port: 1, endPort: 9, protocol: "UDP" }],
                },
            ]);
            expect(sandbox.effectiveIngress).toEqual([{ tenant: "unspecified" }, { any: true }]);
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
    test("a bad row of an echoed sandbox does not make a list fail", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_5, await startScriptedServer(), true);
            const containers = [
                {
                    name: "Odd name",
                    volumeMounts: [
                        { volume: "", mountPath: "/a" },
                        { volume: "v", mountPath: "relative" },
                        { volume: "v", mountPath: "/" },
                        { volume: "v", mountPath: "/ok" },
                    ],
                    imagePullCredentials: { registry: "" },
                    secretStores: [{ storeName: "", secrets: [{ path: "" }] }],
                },
                { name: "second", primary: true },
            ];
            server.on.listSandboxes = async () => ({
                sandboxes: [{ ...sandboxIn("sb-1", STATE_RUNNING), spec: v1.SandboxSpec.fromPartial({ containers }) }],
            });
            const [sandbox] = await Sandbox.list({ baseUrl: server.url });
            expect(sandbox?.containers).toMatchObject([
                { name: "Odd name", primary: false, volumeMounts: [{ volume: "v", mountPath: "/ok" }] },
                { name: "second", primary: true },
            ]);
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
    test("modes that the server accepted are those asked for; an attached object knows none", async () => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_6, await startScriptedServer(), true);
            const baseUrl = server.url;
            const network = { ingressMode: "public", exposedPorts: [80], egressMode: "blocked" };
            const sandbox = await Sandbox.run({ defaults: { baseUrl, network } });
            expect([sandbox.appliedIngressMode, sandbox.appliedEgressMode]).toEqual(["public", "blocked"]);
            const attached = await Sandbox.fromId("sb-1", { baseUrl });
            expect([attached.appliedIngressMode, attached.appliedEgressMode]).toEqual([null, null]);
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
//# sourceMappingURL=properties.test.js.map
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
import { v1, v1Discovery } from "@cwsandbox/wire";
import { ServerError, Status } from "nice-grpc";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CWSandboxAuthenticationError, CWSandboxValidationError, DiscoveryError, DiscoveryValidationError, ProfileNotFoundError, RunnerNotFoundError, } from "../errors/index.js";
import { deferred } from "../support/index.js";
import { formatBytes, formatCpu, getProfile, getRunner, listProfiles, listRunners } from "./index.js";
import { startScriptedRunners } from "./scripted-runners.test-support.js";
const { RUNNER_VIEW_BASIC, RUNNER_VIEW_FULL } = v1Discovery.RunnerView;
/** Starts a server and makes it the one that look-ups find. */
async function start(features = ["profiles"]) {
    const server = await startScriptedRunners(features);
    vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
    return server;
}
const idsOf = async (options) => (await listRunners(options)).map(({ runnerId }) => runnerId);
afterEach(() => {
    vi.unstubAllEnvs();
    vi.useRealTimers();
});
describe("runners", () => {
    test("P1 live amounts come only when they are asked for", async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_1, await start(), true);
            expect((await listRunners()).map(({ resources }) => resources)).toEqual([null, null, null]);
            const [big] = await listRunners({ includeResources: true });
            expect(big).toEqual({
                runnerId: "big",
                runnerGroupId: "gpus",
                organizationId: "org-1",
                tags: ["eu"],
                healthy: true,
                isShared: true,
                connectedAt: new Date("2026-01-02T03:04:05Z"),
                maxCpuMillicores: 64_000,
                maxMemoryBytes: 549_755_813_888,
                maxGpuCount: 8,
                supportedGpuTypes: ["A100"],
                supportedArchitectures: ["amd64"],
                supportsPrivileged: true,
                availableStorageClasses: ["fast"],
                supportedServiceVisibilities: ["public", "private"],
                profileNames: ["open", "closed"],
                resources: {
                    availableCpuMillicores: 32_000,
                    availableMemoryBytes: 17_179_869_184,
                    availableGpuCount: 2,
                    runningSandboxes: 7,
                },
            });
            expect(server.listed.map(({ view, pageSize }) => [view, pageSize])).toEqual([
                [RUNNER_VIEW_BASIC, 100],
                [RUNNER_VIEW_FULL, 100],
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
    test("everything that is given back is frozen", async () => {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_2, await start(), true);
            const runners = await listRunners({ includeResources: true });
            const [runner] = runners;
            const profiles = await listProfiles();
            for (const value of [
                runners,
                runner,
                runner?.tags,
                runner?.resources,
                runner?.profileNames,
                runner?.supportedServiceVisibilities,
                profiles,
                profiles[0],
                profiles[0]?.egressModes,
                profiles[0]?.egressModes[0],
            ]) {
                expect(Object.isFrozen(value)).toBe(true);
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
    test("P2 smallest amounts drop runners with too little and those without data", async () => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_3, await start(), true);
            expect(await idsOf({ minAvailableCpuMillicores: 1 })).toEqual(["big", "small"]);
            expect(await idsOf({ minAvailableCpuMillicores: 501 })).toEqual(["big"]);
            expect(await idsOf({ minAvailableMemoryBytes: 17_179_869_185 })).toEqual([]);
            expect(await idsOf({ minAvailableGpuCount: 2 })).toEqual(["big"]);
            expect(await idsOf({ minAvailableGpuCount: 0 })).toEqual(["big", "small"]);
            expect(server.listed.every(({ view }) => view === RUNNER_VIEW_FULL)).toBe(true);
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
    test("P2 the other filters go to the server", async () => {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_4, await start(), true);
            await listRunners({
                runnerGroupId: "g",
                gpuType: "A100",
                architecture: "arm64",
                healthyOnly: true,
                serviceVisibility: "public",
            });
            await listRunners({ gpuType: "", architecture: null, healthyOnly: undefined });
            const none = { runnerGroupId: "", gpuType: "", architecture: "", healthyOnly: false, pageToken: "" };
            expect(server.listed).toMatchObject([
                {
                    runnerGroupId: "g",
                    gpuType: "A100",
                    architecture: "arm64",
                    healthyOnly: true,
                    serviceVisibility: v1.Visibility.VISIBILITY_PUBLIC,
                },
                { ...none, serviceVisibility: v1.Visibility.VISIBILITY_UNSPECIFIED },
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
    test("runners are kept when one of their profiles offers what is asked for", async () => {
        const env_5 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_5, await start(), true);
            expect(await idsOf({ profileName: "closed" })).toEqual(["big", "small"]);
            expect(await idsOf({ profileName: "unknown" })).toEqual([]);
            expect(await idsOf({ egressMode: "internet" })).toEqual(["big"]);
            expect(await idsOf({ serviceExposureMode: "public", profileName: "closed" })).toEqual(["big"]);
            // No single profile has both.
            expect(await idsOf({ serviceExposureMode: "public", egressMode: "blocked" })).toEqual([]);
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
    test("pages are followed; a list that goes round in circles ends", async () => {
        const env_6 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_6, await start(), true);
            const tokens = ["a", "b", ""];
            const asked = [];
            server.on.listAvailableRunners = async ({ pageToken }) => {
                asked.push(pageToken);
                return { runners: [{ runnerId: `after-${pageToken}` }], nextPageToken: tokens.shift() ?? "again" };
            };
            expect(await idsOf({})).toEqual(["after-", "after-a", "after-b"]);
            expect(asked).toEqual(["", "a", "b"]);
            await expect(listRunners()).rejects.toThrow(DiscoveryError);
            await expect(listRunners()).rejects.toThrow("List runners failed: the server repeated a page token");
            let page = 0;
            server.on.listAvailableRunners = async () => ({ runners: [], nextPageToken: `page-${(page += 1)}` });
            await expect(listRunners()).rejects.toThrow("more than 100 pages");
            expect(page).toBe(100);
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
    test("P3 one runner, by its id alone or with its owner", async () => {
        const env_7 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_7, await start(), true);
            const asked = [];
            const [listed] = await listRunners();
            expect({ ...(await getRunner("big")), resources: null }).toEqual(listed);
            expect(server.listed).toHaveLength(2);
            server.on.getAvailableRunner = async (request) => {
                asked.push(request);
                return { runnerId: "big", organizationId: "org-2", resources: {} };
            };
            const owned = await getRunner("big", { organizationId: "org-2" });
            expect(owned.resources?.runningSandboxes).toBe(0);
            expect(asked).toEqual([{ runnerId: "big", organizationId: "org-2", view: RUNNER_VIEW_FULL }]);
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
    test("P3 unknown runners, with and without the reason of our own domain", async () => {
        const env_8 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_8, await start(), true);
            await expect(getRunner("nope")).rejects.toThrow(RunnerNotFoundError);
            await expect(getRunner("nope")).rejects.toMatchObject({ runnerId: "nope" });
            await expect(getRunner("nope")).rejects.toThrow("There is: big, silent, small.");
            server.on.getAvailableRunner = async () => {
                throw new ServerError(Status.NOT_FOUND, "no such thing");
            };
            const plain = getRunner("nope", { organizationId: "o" });
            await expect(plain).rejects.toThrow(RunnerNotFoundError);
            await expect(plain).rejects.toMatchObject({
                runnerId: "nope",
                message: "Get runner failed: no such thing",
            });
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
    test("an id that two organisations use must be told apart", async () => {
        const env_9 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_9, await start(), true);
            server.runners.push({ runnerId: "big", organizationId: "org-2" });
            await expect(getRunner("big")).rejects.toThrow(DiscoveryValidationError);
            await expect(getRunner("big")).rejects.toMatchObject({ field: "organizationId" });
            await expect(getRunner("big")).rejects.toThrow("one of org-1, org-2");
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
});
describe("profiles", () => {
    test("P4 one entry per profile and runner; modes are filtered here", async () => {
        const env_10 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_10, await start(), true);
            const names = async (options) => (await listProfiles(options)).map(({ profileName, runnerId }) => `${profileName}@${runnerId}`);
            expect(await names({})).toEqual(["open@big", "closed@big", "closed@small"]);
            expect(await names({ egressMode: "internet" })).toEqual(["open@big"]);
            expect(await names({ serviceExposureMode: "public" })).toEqual(["open@big"]);
            expect(await names({ egressMode: "blocked", runnerId: "small" })).toEqual(["closed@small"]);
            expect(await getProfile("open")).toEqual({
                profileName: "open",
                runnerId: "big",
                supportedGpuTypes: ["A100"],
                supportedArchitectures: ["amd64"],
                serviceExposureModes: [{ name: "public" }],
                egressModes: [{ name: "internet" }],
            });
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
    test("P4 unknown profiles, also on one runner only", async () => {
        const env_11 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_11, await start(), true);
            server.on.getProfile = async () => {
                throw new ServerError(Status.NOT_FOUND, "no such profile");
            };
            const missing = getProfile("nope", { runnerId: "big" });
            await expect(missing).rejects.toThrow(ProfileNotFoundError);
            await expect(missing).rejects.toMatchObject({ profileName: "nope", runnerId: "big" });
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
    test("a server without profiles says so; its runners can be listed", async () => {
        const env_12 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_12, await start([]), true);
            expect((await listRunners()).map(({ profileNames }) => profileNames)).toEqual([[], [], []]);
            for (const asked of [listProfiles(), getProfile("open")]) {
                await expect(asked).rejects.toThrow(DiscoveryError);
                await expect(asked).rejects.toThrow(`${server.url} has no profiles. Choose among its runners instead`);
            }
            const filtered = listRunners({ egressMode: "internet", profileName: "open" });
            await expect(filtered).rejects.toThrow(DiscoveryValidationError);
            await expect(filtered).rejects.toMatchObject({ field: "profileName" });
            await expect(filtered).rejects.toThrow("cannot be filtered by profileName, egressMode");
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
});
describe("failures", () => {
    test.each([
        [Status.UNAUTHENTICATED, CWSandboxAuthenticationError, "Authentication failed: text"],
        [Status.PERMISSION_DENIED, CWSandboxAuthenticationError, "Permission denied: text"],
        [Status.UNAVAILABLE, DiscoveryError, "Service unavailable: List runners got no answer from unix:///"],
        [Status.DEADLINE_EXCEEDED, DiscoveryError, "List runners timed out: text"],
        [Status.RESOURCE_EXHAUSTED, DiscoveryError, "List runners resource exhausted: text"],
        [Status.NOT_FOUND, DiscoveryError, "List runners failed: text"],
        [Status.UNIMPLEMENTED, DiscoveryError, "List runners failed: text"],
        [Status.CANCELLED, DiscoveryError, "List runners failed: text"],
        [Status.INVALID_ARGUMENT, DiscoveryError, "List runners failed: text"],
    ])("status %i", async (code, ErrorClass, text) => {
        const env_13 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_13, await start(), true);
            server.on.listAvailableRunners = async () => {
                throw new ServerError(code, "text");
            };
            const failing = listRunners();
            await expect(failing).rejects.toThrow(text);
            await expect(failing).rejects.toSatisfy((error) => error.constructor === ErrorClass);
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
    test("nobody at the address", async () => {
        vi.stubEnv("CWSANDBOX_BASE_URL", "unix:///nowhere/s.sock");
        await expect(listRunners()).rejects.toThrow(DiscoveryError);
        await expect(listRunners()).rejects.toThrow("unix:///nowhere/s.sock");
    });
    test("30 seconds for everything together", async () => {
        const env_14 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_14, await start(), true);
            const asked = deferred();
            server.on.listAvailableRunners = async () => {
                asked.resolve();
                return new Promise(() => { });
            };
            vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
            const listing = listRunners();
            const failure = expect(listing).rejects.toThrow("List runners timed out: no complete answer within 30 s.");
            await asked.promise;
            vi.advanceTimersByTime(30_001);
            await failure;
            await expect(listing).rejects.toThrow(DiscoveryError);
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
    test("an aborted signal gives its own reason", async () => {
        const env_15 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_15, await start(), true);
            const controller = new AbortController();
            server.on.listAvailableRunners = async () => {
                controller.abort(new Error("enough"));
                return new Promise(() => { });
            };
            await expect(listRunners({ signal: controller.signal })).rejects.toThrow("enough");
            await expect(getProfile("x", { signal: AbortSignal.abort(new Error("before")) })).rejects.toThrow("before");
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
    test.each([
        ["runnerId", () => getRunner("")],
        ["profileName", () => getProfile("")],
        ["minAvailableCpuMillicores", () => listRunners({ minAvailableCpuMillicores: -1 })],
        ["minAvailableMemoryBytes", () => listRunners({ minAvailableMemoryBytes: Number.NaN })],
        // @ts-expect-error: callers without types make these mistakes
        ["minAvailableGpuCount", () => listRunners({ minAvailableGpuCount: "1" })],
        // @ts-expect-error: as above
        ["healthyOnly", () => listRunners({ healthyOnly: "yes" })],
        // @ts-expect-error: as above
        ["serviceVisibility", () => listRunners({ serviceVisibility: "everybody" })],
        // @ts-expect-error: as above
        ["gpu", () => listRunners({ gpu: "A100" })],
        // @ts-expect-error: as above
        ["egressMode", () => listProfiles({ egressMode: 1 })],
        // @ts-expect-error: as above
        ["organisationId", () => getRunner("r", { organisationId: "o" })],
    ])("P3 a wrong %s is refused by name before anything is sent", async (field, call) => {
        const env_16 = { stack: [], error: void 0, hasError: false };
        try {
            const server = __addDisposableResource(env_16, await start(), true);
            const refused = call();
            await expect(refused).rejects.toThrow(CWSandboxValidationError);
            await expect(refused).rejects.toMatchObject({ field });
            expect(server.listed).toEqual([]);
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
});
describe("P5 amounts for people", () => {
    test.each([
        [17_179_869_184, "16.0 GiB"],
        [0, "0 B"],
        [1023, "1023 B"],
        [1024, "1.0 KiB"],
        [1536, "1.5 KiB"],
        [1024 ** 5 * 2, "2.0 PiB"],
        [1024 ** 7, "1024.0 EiB"],
    ])("%i bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
    test.each([
        [500, "0.5 vCPU"],
        [4000, "4.0 vCPU"],
        [0, "0.0 vCPU"],
    ])("%i millicores are %s", (millicores, text) => expect(formatCpu(millicores)).toBe(text));
    test("what is no amount is refused", () => {
        expect(() => formatBytes(-1)).toThrow(CWSandboxValidationError);
        expect(() => formatCpu(Number.NaN)).toThrow("millicores must be a finite number");
    });
});
//# sourceMappingURL=discovery.test.js.map
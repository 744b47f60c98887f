import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ext, v1, v1Discovery } from "@cwsandbox/wire";
import { createServer } from "nice-grpc";
/** Two clusters with graphics processors, one without live amounts, one small machine. */
const RUNNERS = [
    {
        runnerId: "big",
        organizationId: "org-1",
        runnerGroupId: "gpus",
        tags: ["eu"],
        healthy: true,
        isShared: true,
        connectedAt: new Date("2026-01-02T03:04:05Z"),
        capabilities: {
            maxCpuMillicores: 64000n,
            maxMemoryBytes: 549755813888n,
            maxGpuCount: 8n,
            supportedGpuTypes: ["A100"],
            supportedArchitectures: ["amd64"],
            supportsPrivileged: true,
            availableStorageClasses: ["fast"],
            supportedServiceVisibilities: [v1.Visibility.VISIBILITY_PRIVATE, v1.Visibility.VISIBILITY_PUBLIC],
        },
        resources: {
            availableCpuMillicores: 32000n,
            availableMemoryBytes: 17179869184n,
            availableGpuCount: 2n,
            runningSandboxes: 7,
        },
    },
    { runnerId: "silent", organizationId: "org-1", healthy: true },
    {
        runnerId: "small",
        organizationId: "org-1",
        resources: { availableCpuMillicores: 500n, availableMemoryBytes: 1073741824n },
    },
];
const PROFILES = [
    {
        profileName: "open",
        runnerId: "big",
        supportedGpuTypes: ["A100"],
        supportedArchitectures: ["amd64"],
        serviceExposureModes: ["public"],
        egressModes: ["internet"],
    },
    { profileName: "closed", runnerId: "big", egressModes: ["blocked"] },
    { profileName: "closed", runnerId: "small", egressModes: ["blocked"] },
];
/** Starts a server that only knows discovery, like an older or hosted one when it has no features. */
export async function startScriptedRunners(features = []) {
    const folder = mkdtempSync(join(tmpdir(), "cwsandbox-test-"));
    const script = { runners: [...RUNNERS], profiles: [...PROFILES], listed: [], on: {} };
    const server = createServer();
    addRunners(server, script);
    if (features.length > 0)
        addProfiles(server, script, features);
    const url = `unix://${folder}/s.sock`;
    await server.listen(url);
    return {
        ...script,
        url,
        async [Symbol.asyncDispose]() {
            server.forceShutdown();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
function addRunners(server, { runners, listed, on }) {
    server.add(v1Discovery.DiscoveryServiceDefinition, {
        listAvailableRunners: async (request, context) => {
            listed.push(request);
            const all = { runners: runners.map((runner) => seenAs(runner, request.view)), nextPageToken: "" };
            return on.listAvailableRunners?.(request, context) ?? all;
        },
        getAvailableRunner: async (request, context) => on.getAvailableRunner?.(request, context) ??
            seenAs(runners.find(({ runnerId }) => runnerId === request.runnerId) ?? {}, request.view),
    });
}
function seenAs(runner, view) {
    return view === v1Discovery.RunnerView.RUNNER_VIEW_FULL ? runner : { ...runner, resources: undefined };
}
function addProfiles(server, { profiles, on }, features) {
    server.add(ext.ProfileServiceDefinition, {
        listProfiles: async (request, context) => on.listProfiles?.(request, context) ?? {
            profiles: profiles.filter(({ runnerId }) => request.runnerId === "" || runnerId === request.runnerId),
        },
        getProfile: async (request, context) => on.getProfile?.(request, context) ??
            profiles.find(({ profileName }) => profileName === request.profileName) ??
            {},
    });
    const { methods, ...service } = ext.ExtensionServiceDefinition;
    const { getCapabilities } = methods;
    server.add({ ...service, methods: { getCapabilities } }, { getCapabilities: async () => ({ serverVersion: "0.1.0", features: [...features] }) });
}
//# sourceMappingURL=scripted-runners.test-support.js.map
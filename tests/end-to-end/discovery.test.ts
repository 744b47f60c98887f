import { availableParallelism, hostname, totalmem } from "node:os";

import {
  formatBytes,
  formatCpu,
  getProfile,
  getRunner,
  listProfiles,
  listRunners,
  ProfileNotFoundError,
  RunnerNotFoundError,
  Sandbox,
  Session,
} from "cwsandbox";
import { expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

test("P1 U18 this machine is the only runner; live amounts come when they are asked for", async () => {
  const runners = await listRunners();
  expect(runners).toEqual([
    {
      runnerId: hostname(),
      runnerGroupId: "local",
      organizationId: "local",
      tags: [],
      healthy: true,
      isShared: false,
      connectedAt: expect.any(Date),
      maxCpuMillicores: expect.any(Number),
      maxMemoryBytes: expect.any(Number),
      maxGpuCount: 0,
      supportedGpuTypes: [],
      supportedArchitectures: [process.arch === "x64" ? "amd64" : process.arch],
      supportsPrivileged: false,
      availableStorageClasses: [],
      supportedServiceVisibilities: [],
      profileNames: ["default"],
      resources: null,
    },
  ]);
  const [runner] = await listRunners({ includeResources: true });
  if (runner?.resources == null) throw new Error("no live amounts");
  expect(runner.maxCpuMillicores).toBeGreaterThan(0);
  expect(runner.maxCpuMillicores).toBeLessThanOrEqual(availableParallelism() * 1000);
  expect(runner.maxMemoryBytes).toBeLessThanOrEqual(totalmem());
  expect(runner.resources.availableMemoryBytes).toBeGreaterThan(0);
  expect(runner.resources.availableMemoryBytes).toBeLessThanOrEqual(runner.maxMemoryBytes);
  expect(runner.resources).toMatchObject({ availableGpuCount: 0, runningSandboxes: 0 });
  // Since when the server runs, in this machine's own time: a moment ago.
  expect(runner.connectedAt?.getTime()).toBeLessThanOrEqual(Date.now());
});

test("P2 U18 filters exclude what does not match", async () => {
  const [runner] = await listRunners();
  const [architecture = ""] = runner?.supportedArchitectures ?? [];
  const { runnerGroupId = "" } = runner ?? {};
  expect(await listRunners({ runnerGroupId, architecture, healthyOnly: true })).toHaveLength(1);
  expect(await listRunners({ runnerGroupId: "elsewhere" })).toEqual([]);
  expect(await listRunners({ architecture: "riscv64" })).toEqual([]);
  expect(await listRunners({ gpuType: "A100" })).toEqual([]);
  expect(await listRunners({ serviceVisibility: "public" })).toEqual([]);
  expect(await listRunners({ profileName: "default" })).toHaveLength(1);
  expect(await listRunners({ profileName: "unknown" })).toEqual([]);
  expect(await listRunners({ egressMode: "blocked" })).toHaveLength(1);
  expect(await listRunners({ egressMode: "internet" })).toEqual([]);
  const found = await listRunners({ minAvailableCpuMillicores: 1 });
  expect(found.map(({ resources }) => resources)).toEqual([
    expect.objectContaining({ availableCpuMillicores: expect.any(Number) }),
  ]);
  expect(await listRunners({ minAvailableGpuCount: 1 })).toEqual([]);
  expect(await listRunners({ minAvailableMemoryBytes: totalmem() + 1 })).toEqual([]);
});

test("P3 one runner equals the listed one, with what is free", async () => {
  const [listed] = await listRunners();
  const runner = await getRunner(hostname());
  expect({ ...runner, resources: null }).toEqual(listed);
  expect(runner.resources).toMatchObject({ availableGpuCount: 0 });
  const { organizationId } = runner;
  expect((await getRunner(hostname(), { organizationId })).runnerId).toBe(hostname());
  for (const options of [{}, { organizationId }]) {
    const unknown = getRunner("nope", options);
    await expect(unknown).rejects.toBeInstanceOf(RunnerNotFoundError);
    await expect(unknown).rejects.toMatchObject({ code: "RUNNER_NOT_FOUND", runnerId: "nope" });
  }
  await expect(getRunner("")).rejects.toMatchObject({ code: "VALIDATION_FAILED", field: "runnerId" });
});

test("P4 profiles by what their sandboxes can reach", async () => {
  const [profile, ...others] = await listProfiles();
  expect(others).toEqual([]);
  expect(profile).toMatchObject({ profileName: "default", runnerId: hostname(), serviceExposureModes: [] });
  expect(await listProfiles({ egressMode: "internet" })).toEqual([]);
  expect(await listProfiles({ egressMode: "blocked", runnerId: hostname() })).toEqual([profile]);
  expect(await getProfile("default", { runnerId: hostname() })).toEqual(profile);
  const unknown = getProfile("nope");
  await expect(unknown).rejects.toBeInstanceOf(ProfileNotFoundError);
  await expect(unknown).rejects.toMatchObject({ profileName: "nope", reason: "CWSANDBOX_PROFILE_NOT_FOUND" });
});

test("P4 each reach that the profile names is what a sandbox gets", async () => {
  const { egressModes } = await getProfile("default");
  await using session = new Session({ tags: [uniqueTag("egress")] });
  for (const { name: egressMode } of egressModes) {
    const sandbox = session.sandbox({ network: { egressMode } });
    const { stdout } = await sandbox.exec(["cat", "/proc/net/dev"]);
    const interfaces = [...stdout.matchAll(/^ *(?<name>\S+):/gm)].map((match) => match.groups?.["name"]);
    expect(interfaces).toEqual(["lo"]);
  }
});

test("P6 what a sandbox was promised is not free any more, and it runs where it was asked to", async () => {
  const needs = { minAvailableCpuMillicores: 200, minAvailableMemoryBytes: 64 * 1024 ** 2 };
  const [runner] = await listRunners(needs);
  if (runner?.resources == null) throw new Error("no runner has enough free");
  await using sandbox = await Sandbox.run({
    runnerIds: [runner.runnerId],
    resources: { requests: { cpu: "200m", memory: "64Mi" }, limits: { cpu: "1", memory: "256Mi" } },
  });
  await sandbox.wait();
  expect(sandbox.runnerId).toBe(runner.runnerId);
  expect(sandbox.runnerGroupId).toBe(runner.runnerGroupId);
  const { resources } = await getRunner(runner.runnerId);
  expect(resources?.availableCpuMillicores).toBe(runner.resources.availableCpuMillicores - 200);
  expect(resources?.runningSandboxes).toBe(1);
});

test("U1 sandboxes are pinned to a runner, to a profile, and to both", async () => {
  const [runner] = await listRunners();
  const [profile] = await listProfiles();
  const runnerIds = [runner?.runnerId ?? ""];
  const profileIds = [profile?.profileName ?? ""];
  await using session = new Session();
  const pinned = [{ runnerIds }, { profileIds }, { runnerIds, profileIds }, { profileNames: profileIds }].map(
    (options) => session.sandbox(options),
  );
  await Promise.all(pinned.map((sandbox) => sandbox.wait()));
  for (const sandbox of pinned) {
    expect([sandbox.runnerId, sandbox.profileId]).toEqual([runnerIds[0], profileIds[0]]);
    await sandbox.getStatus();
    expect(sandbox.profileId).toBe(profileIds[0]);
  }
});

test("U1 names that do not exist are refused, each by its own error", async () => {
  const tags = [uniqueTag("refused")];
  const elsewhere = Sandbox.run({ tags, runnerIds: ["nope"] });
  await expect(elsewhere).rejects.toBeInstanceOf(RunnerNotFoundError);
  await expect(elsewhere).rejects.toMatchObject({ runnerId: "nope", reason: "CWSANDBOX_RUNNER_NOT_FOUND" });
  for (const options of [{ profileNames: ["nope"] }, { profileIds: ["nope"] }]) {
    const unknown = Sandbox.run({ tags, ...options });
    await expect(unknown).rejects.toBeInstanceOf(ProfileNotFoundError);
    await expect(unknown).rejects.toMatchObject({ profileName: "nope" });
  }
  expect(await Sandbox.list({ includeStopped: true, tags })).toEqual([]);
});

test("T16 R8 a tour: profiles, runners with enough room, and a sandbox on the first of them", async () => {
  const lines: string[] = [];
  for (const { profileName, runnerId, egressModes } of await listProfiles()) {
    lines.push(`${profileName} on ${runnerId}: ${egressModes.map(({ name }) => name).join(", ")}`);
  }
  expect(await listProfiles({ egressMode: "internet" })).toEqual([]);
  expect(await listRunners({ serviceVisibility: "public" })).toEqual([]);
  const roomy = await listRunners({
    minAvailableCpuMillicores: 500,
    minAvailableMemoryBytes: 128 * 1024 ** 2,
  });
  for (const { runnerId, maxCpuMillicores, maxMemoryBytes, resources } of roomy) {
    lines.push(`${runnerId}: ${formatCpu(maxCpuMillicores)}, ${formatBytes(maxMemoryBytes)}`);
    lines.push(`free: ${formatBytes(resources?.availableMemoryBytes ?? 0)}`);
  }
  expect(lines).toEqual([
    `default on ${hostname()}: blocked, isolated, none`,
    expect.stringMatching(/^\S+: \d+\.\d vCPU, \d+\.\d GiB$/),
    expect.stringMatching(/^free: \d+\.\d [MG]iB$/),
  ]);
  const [first] = roomy;
  await using sandbox = await Sandbox.run({ runnerIds: [first?.runnerId ?? ""] });
  await sandbox.wait();
  expect(sandbox.runnerId).toBe(first?.runnerId);
});

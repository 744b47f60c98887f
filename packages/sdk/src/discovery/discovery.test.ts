import { v1, v1Discovery } from "@cwsandbox/wire";
import { ServerError, Status } from "nice-grpc";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  CWSandboxAuthenticationError,
  CWSandboxValidationError,
  DiscoveryError,
  DiscoveryValidationError,
  ProfileNotFoundError,
  RunnerNotFoundError,
} from "../errors/index.js";
import { deferred } from "../support/index.js";
import { formatBytes, formatCpu, getProfile, getRunner, listProfiles, listRunners } from "./index.js";
import type { ListRunnersOptions } from "./index.js";
import { type ScriptedRunners, startScriptedRunners } from "./scripted-runners.test-support.js";

const { RUNNER_VIEW_BASIC, RUNNER_VIEW_FULL } = v1Discovery.RunnerView;

/** Starts a server and makes it the one that look-ups find. */
async function start(features: readonly string[] = ["profiles"]): Promise<ScriptedRunners> {
  const server = await startScriptedRunners(features);
  vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
  return server;
}

const idsOf = async (options: ListRunnersOptions): Promise<string[]> =>
  (await listRunners(options)).map(({ runnerId }) => runnerId);

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe("runners", () => {
  test("P1 live amounts come only when they are asked for", async () => {
    await using server = await start();
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
  });

  test("everything that is given back is frozen", async () => {
    await using _ = await start();
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
  });

  test("P2 smallest amounts drop runners with too little and those without data", async () => {
    await using server = await start();
    expect(await idsOf({ minAvailableCpuMillicores: 1 })).toEqual(["big", "small"]);
    expect(await idsOf({ minAvailableCpuMillicores: 501 })).toEqual(["big"]);
    expect(await idsOf({ minAvailableMemoryBytes: 17_179_869_185 })).toEqual([]);
    expect(await idsOf({ minAvailableGpuCount: 2 })).toEqual(["big"]);
    expect(await idsOf({ minAvailableGpuCount: 0 })).toEqual(["big", "small"]);
    expect(server.listed.every(({ view }) => view === RUNNER_VIEW_FULL)).toBe(true);
  });

  test("P2 the other filters go to the server", async () => {
    await using server = await start();
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
  });

  test("runners are kept when one of their profiles offers what is asked for", async () => {
    await using _ = await start();
    expect(await idsOf({ profileName: "closed" })).toEqual(["big", "small"]);
    expect(await idsOf({ profileName: "unknown" })).toEqual([]);
    expect(await idsOf({ egressMode: "internet" })).toEqual(["big"]);
    expect(await idsOf({ serviceExposureMode: "public", profileName: "closed" })).toEqual(["big"]);
    // No single profile has both.
    expect(await idsOf({ serviceExposureMode: "public", egressMode: "blocked" })).toEqual([]);
  });

  test("pages are followed; a list that goes round in circles ends", async () => {
    await using server = await start();
    const tokens = ["a", "b", ""];
    const asked: string[] = [];
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
  });

  test("P3 one runner, by its id alone or with its owner", async () => {
    await using server = await start();
    const asked: v1Discovery.GetAvailableRunnerRequest[] = [];
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
  });

  test("P3 unknown runners, with and without the reason of our own domain", async () => {
    await using server = await start();
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
  });

  test("an id that two organisations use must be told apart", async () => {
    await using server = await start();
    server.runners.push({ runnerId: "big", organizationId: "org-2" });
    await expect(getRunner("big")).rejects.toThrow(DiscoveryValidationError);
    await expect(getRunner("big")).rejects.toMatchObject({ field: "organizationId" });
    await expect(getRunner("big")).rejects.toThrow("one of org-1, org-2");
  });
});

describe("profiles", () => {
  test("P4 one entry per profile and runner; modes are filtered here", async () => {
    await using _ = await start();
    const names = async (options: Parameters<typeof listProfiles>[0]): Promise<string[]> =>
      (await listProfiles(options)).map(({ profileName, runnerId }) => `${profileName}@${runnerId}`);
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
  });

  test("P4 unknown profiles, also on one runner only", async () => {
    await using server = await start();
    server.on.getProfile = async () => {
      throw new ServerError(Status.NOT_FOUND, "no such profile");
    };
    const missing = getProfile("nope", { runnerId: "big" });
    await expect(missing).rejects.toThrow(ProfileNotFoundError);
    await expect(missing).rejects.toMatchObject({ profileName: "nope", runnerId: "big" });
  });

  test("a server without profiles says so; its runners can be listed", async () => {
    await using server = await start([]);
    expect((await listRunners()).map(({ profileNames }) => profileNames)).toEqual([[], [], []]);
    for (const asked of [listProfiles(), getProfile("open")]) {
      await expect(asked).rejects.toThrow(DiscoveryError);
      await expect(asked).rejects.toThrow(`${server.url} has no profiles. Choose among its runners instead`);
    }
    const filtered = listRunners({ egressMode: "internet", profileName: "open" });
    await expect(filtered).rejects.toThrow(DiscoveryValidationError);
    await expect(filtered).rejects.toMatchObject({ field: "profileName" });
    await expect(filtered).rejects.toThrow("cannot be filtered by profileName, egressMode");
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
    await using server = await start();
    server.on.listAvailableRunners = async () => {
      throw new ServerError(code, "text");
    };
    const failing = listRunners();
    await expect(failing).rejects.toThrow(text);
    await expect(failing).rejects.toSatisfy((error: Error) => error.constructor === ErrorClass);
  });

  test("nobody at the address", async () => {
    vi.stubEnv("CWSANDBOX_BASE_URL", "unix:///nowhere/s.sock");
    await expect(listRunners()).rejects.toThrow(DiscoveryError);
    await expect(listRunners()).rejects.toThrow("unix:///nowhere/s.sock");
  });

  test("30 seconds for everything together", async () => {
    await using server = await start();
    const asked = deferred<void>();
    server.on.listAvailableRunners = async () => {
      asked.resolve();
      return new Promise(() => {});
    };
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const listing = listRunners();
    const failure = expect(listing).rejects.toThrow(
      "List runners timed out: no complete answer within 30 s.",
    );
    await asked.promise;
    vi.advanceTimersByTime(30_001);
    await failure;
    await expect(listing).rejects.toThrow(DiscoveryError);
  });

  test("an aborted signal gives its own reason", async () => {
    await using server = await start();
    const controller = new AbortController();
    server.on.listAvailableRunners = async () => {
      controller.abort(new Error("enough"));
      return new Promise(() => {});
    };
    await expect(listRunners({ signal: controller.signal })).rejects.toThrow("enough");
    await expect(getProfile("x", { signal: AbortSignal.abort(new Error("before")) })).rejects.toThrow(
      "before",
    );
  });

  test.each<readonly [string, () => Promise<unknown>]>([
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
    await using server = await start();
    const refused = call();
    await expect(refused).rejects.toThrow(CWSandboxValidationError);
    await expect(refused).rejects.toMatchObject({ field });
    expect(server.listed).toEqual([]);
  });
});

describe("amounts for people", () => {
  test.each([
    [17_179_869_184, "16.0 GiB"],
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.0 KiB"],
    [1536, "1.5 KiB"],
    [1024 ** 5 * 2, "2.0 PiB"],
    [1024 ** 7, "1024.0 EiB"],
  ])("P5 %i bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  test.each([
    [500, "0.5 vCPU"],
    [4000, "4.0 vCPU"],
    [0, "0.0 vCPU"],
  ])("P5 %i millicores are %s", (millicores, text) => expect(formatCpu(millicores)).toBe(text));

  test("what is no amount is refused", () => {
    expect(() => formatBytes(-1)).toThrow(CWSandboxValidationError);
    expect(() => formatCpu(Number.NaN)).toThrow("millicores must be a finite number");
  });
});

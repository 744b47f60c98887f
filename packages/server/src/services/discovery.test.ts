import { REASON, v1, v1Discovery } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createRequest,
  failureOf,
  runningSandbox,
  startUnderTest,
  type ServerUnderTest,
} from "../testing/index.js";

const { RUNNER_VIEW_BASIC, RUNNER_VIEW_FULL } = v1Discovery.RunnerView;

let under: ServerUnderTest;
beforeEach(async () => {
  under = await startUnderTest();
});
afterEach(() => under[Symbol.asyncDispose]());

const idsOf = async (request: v1Discovery.DeepPartial<v1Discovery.ListAvailableRunnersRequest>) =>
  (await under.discovery.listAvailableRunners(request)).runners.map(({ runnerId }) => runnerId);

describe("runners", () => {
  test("this machine is the only one, with what is free in the full view only", async () => {
    const basic = await under.discovery.listAvailableRunners({ pageSize: 100, view: RUNNER_VIEW_BASIC });
    expect(basic).toEqual({
      nextPageToken: "",
      runners: [
        {
          runnerId: "fake",
          runnerGroupId: "local",
          organizationId: "local",
          tags: [],
          healthy: true,
          isShared: false,
          connectedAt: expect.any(Date),
          capabilities: {
            maxCpuMillicores: 4000n,
            maxMemoryBytes: 8_589_934_592n,
            maxGpuCount: 0n,
            supportedGpuTypes: [],
            supportedArchitectures: ["amd64"],
            supportsPrivileged: false,
            availableStorageClasses: [],
            supportedServiceVisibilities: [],
          },
        },
      ],
    });
    const resources = v1.Resources.create({ cpu: "500m", memory: "1Gi" });
    await runningSandbox(under, createRequest({ resources }));
    const full = await under.discovery.listAvailableRunners({ view: RUNNER_VIEW_FULL });
    expect(full.runners[0]?.resources).toEqual({
      availableCpuMillicores: 3500n,
      availableMemoryBytes: 7_516_192_768n,
      availableGpuCount: 0n,
      runningSandboxes: 1,
    });
  });

  test("filters combine", async () => {
    const passing = { runnerGroupId: "local", architecture: "amd64", healthyOnly: true };
    expect(await idsOf(passing)).toEqual(["fake"]);
    expect(await idsOf({ ...passing, runnerGroupId: "other" })).toEqual([]);
    expect(await idsOf({ ...passing, architecture: "arm64" })).toEqual([]);
    expect(await idsOf({ ...passing, gpuType: "A100" })).toEqual([]);
    expect(await idsOf({ ...passing, serviceVisibility: v1.Visibility.VISIBILITY_PUBLIC })).toEqual([]);
  });

  test("a page that does not exist, and unknown numbers, are refused by field", async () => {
    // Numbers of a newer release, as a client of it would send them.
    const newer = v1Discovery.ListAvailableRunnersRequest.decode(Uint8Array.of(0x38, 99, 0x40, 99));
    const failure = await failureOf((options) =>
      under.discovery.listAvailableRunners({ ...newer, pageSize: -1, pageToken: "x" }, options),
    );
    expect(failure.code).toBe(Status.INVALID_ARGUMENT);
    expect(failure.fields).toEqual(["page_size", "page_token", "service_visibility", "view"]);
  });

  test("one runner: by both ids, else not found", async () => {
    const named = { runnerId: "fake", organizationId: "local" };
    expect((await under.discovery.getAvailableRunner(named)).resources).toBeUndefined();
    const full = await under.discovery.getAvailableRunner({ ...named, view: RUNNER_VIEW_FULL });
    expect(full.resources?.availableCpuMillicores).toBe(4000n);
    for (const wrong of [
      { ...named, runnerId: "other" },
      { ...named, organizationId: "other" },
    ]) {
      const failure = await failureOf((options) => under.discovery.getAvailableRunner(wrong, options));
      expect(failure.code).toBe(Status.NOT_FOUND);
      expect(failure.errorInfo).toMatchObject({
        reason: REASON.RUNNER_NOT_FOUND,
        metadata: { runner_id: wrong.runnerId },
      });
    }
    const empty = await failureOf((options) => under.discovery.getAvailableRunner({}, options));
    expect(empty.fields).toEqual(["runner_id", "organization_id"]);
  });
});

describe("profiles", () => {
  const profile = {
    profileName: "default",
    runnerId: "fake",
    supportedGpuTypes: [],
    supportedArchitectures: ["amd64"],
    serviceExposureModes: [],
    egressModes: ["blocked", "isolated", "none"],
  };

  test("there is one, as it is in force", async () => {
    expect((await under.profiles.listProfiles({})).profiles).toEqual([profile]);
    expect((await under.profiles.listProfiles({ runnerId: "fake", architecture: "amd64" })).profiles).toEqual(
      [profile],
    );
    for (const other of [{ runnerId: "x" }, { architecture: "arm64" }, { gpuType: "A100" }]) {
      expect((await under.profiles.listProfiles(other)).profiles).toEqual([]);
    }
    expect(await under.profiles.getProfile({ profileName: "default", runnerId: "fake" })).toEqual(profile);
  });

  test("unknown ones are not found, each with its reason", async () => {
    const profileName = await failureOf((options) =>
      under.profiles.getProfile({ profileName: "gpu" }, options),
    );
    expect([profileName.code, profileName.errorInfo]).toEqual([
      Status.NOT_FOUND,
      expect.objectContaining({
        reason: REASON.PROFILE_NOT_FOUND,
        metadata: { profile_name: "gpu" },
      }),
    ]);
    const runner = await failureOf((options) =>
      under.profiles.getProfile({ profileName: "default", runnerId: "x" }, options),
    );
    expect(runner.errorInfo?.reason).toBe(REASON.RUNNER_NOT_FOUND);
    const empty = await failureOf((options) => under.profiles.getProfile({}, options));
    expect(empty.fields).toEqual(["profile_name"]);
  });

  test("every egress mode of the profile is accepted by a create, and so are its name and its id", async () => {
    for (const egressMode of profile.egressModes) {
      const options = { egressMode, profileNames: ["other", "default"], profileIds: ["default"] };
      const created = await under.extension.createSandbox({ request: createRequest(), options });
      expect(created.profileName).toBe("default");
      expect(created.sandbox?.status).toMatchObject({ runnerId: "fake", runnerGroupId: "local" });
    }
  });

  test.each([{ profileNames: ["gpu"] }, { profileIds: ["gpu"], profileNames: ["default"] }])(
    "a create by another profile is refused: %j",
    async (options) => {
      const failure = await failureOf((call) =>
        under.extension.createSandbox({ request: createRequest(), options }, call),
      );
      expect(failure.code).toBe(Status.NOT_FOUND);
      expect(failure.errorInfo).toMatchObject({
        reason: REASON.PROFILE_NOT_FOUND,
        metadata: { profile_name: "gpu" },
      });
    },
  );
});

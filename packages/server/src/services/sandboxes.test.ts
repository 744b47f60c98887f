import { once } from "node:events";
import type { FakeCommand } from "@cwsandbox/engine/fake";
import { REASON, v1 } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createGate,
  createRequest,
  failureOf,
  runningSandbox,
  startUnderTest,
  untilState,
  type ServerUnderTest,
} from "../testing/index.js";

let under: ServerUnderTest;

beforeEach(async () => {
  under = await startUnderTest();
});

afterEach(() => under[Symbol.asyncDispose]());

describe("create", () => {
  test("A2 answers at once with an id, and the sandbox runs soon after", async () => {
    const created = await under.sandboxes.createSandbox(createRequest());
    expect(created.sandboxId).not.toBe("");
    expect(created.status?.state).toBe(v1.State.STATE_CREATING);
    const running = await untilState(under, created.sandboxId, v1.State.STATE_RUNNING);
    expect(running.status?.startTime).toBeInstanceOf(Date);
    expect(running.status?.runnerId).toBe("fake");
  });

  test("J1 quantities, tags and other settings come back exactly as they were sent", async () => {
    const resourceRequirements = v1.ResourceRequirements.create({
      requests: { cpu: "0.5", memory: "512Mi" },
      limits: { cpu: "1", memory: "1Gi" },
    });
    const id = await runningSandbox(
      under,
      createRequest(
        {
          resourceRequirements,
          environmentVariables: { B: "2", A: "1" },
          files: [{ path: "/data/x.txt", content: Buffer.from("secret") }],
        },
        { tags: ["one", "two"], maxLifetimeSeconds: 90, annotations: { team: "a" } },
      ),
    );
    const { spec, status } = await under.sandboxes.getSandbox({ sandboxId: id });
    expect(status?.effectiveResourceRequirements).toEqual(resourceRequirements);
    expect(status?.effectiveMaxLifetimeSeconds).toBe(90);
    expect(spec?.tags).toEqual(["one", "two"]);
    expect(spec?.annotations).toEqual({ team: "a" });
    expect(spec?.containers[0]?.environmentVariables).toEqual({ A: "1", B: "2" });
    expect(spec?.containers[0]?.files).toEqual([]);
    const { content } = await under.sandboxes.readFile({ sandboxId: id, path: "/data/x.txt" });
    expect(Buffer.from(content).toString()).toBe("secret");
  });

  test("what 1.6.0 sends is read: primary_container, and no container name is fine too", async () => {
    const old = await under.sandboxes.createSandbox(createRequest({}, { primaryContainer: "main" }));
    const unnamed = await under.sandboxes.createSandbox(createRequest({ name: "" }));
    expect(old.spec?.primaryContainer).toBe("main");
    expect(unnamed.status?.containerStatuses[0]?.name).toBe("main");
  });

  test("a sandbox without a command gets the keep-alive when its image has no entry point", async () => {
    let script = "";
    const sh: FakeCommand = async ({ arguments: words, killed }) => {
      script = words.join(" ");
      await once(killed, "abort");
      return 0;
    };
    await using keeping = await startUnderTest({ commands: { sh } });
    await runningSandbox(keeping, createRequest({ command: "", args: [] }));
    expect(script).toMatch(/^-c trap 'exit 0' TERM INT; .* wait$/);
  });

  test("every wrong field is named at once", async () => {
    const failure = await failureOf((options) =>
      under.sandboxes.createSandbox(
        createRequest(
          { workingDir: "tmp", environmentVariables: { "A=B": "x" } },
          { tags: ["bad tag"], maxLifetimeSeconds: 40 * 24 * 3600 },
        ),
        options,
      ),
    );
    expect(failure.code).toBe(Status.INVALID_ARGUMENT);
    expect(failure.errorInfo).toMatchObject({ reason: REASON.INVALID_REQUEST, domain: "cwsandbox.com" });
    expect(failure.fields).toEqual([
      'sandbox.spec.containers[0].environment_variables["A=B"]',
      "sandbox.spec.containers[0].working_dir",
      "sandbox.spec.tags[0]",
      "sandbox.spec.max_lifetime_seconds",
    ]);
    expect(failure.message).toContain('"bad tag"');
    const { sandboxes } = await under.sandboxes.listSandboxes({ showTerminated: true });
    expect(sandboxes).toEqual([]);
  });
});

describe("request ids", () => {
  test("the same request again gives the same sandbox, also when both are under way", async () => {
    const request = createRequest({}, {}, "id-1");
    const [first, second] = await Promise.all([
      under.sandboxes.createSandbox(request),
      under.sandboxes.createSandbox(request),
    ]);
    const third = await under.sandboxes.createSandbox(request);
    expect(new Set([first.sandboxId, second.sandboxId, third.sandboxId]).size).toBe(1);
  });

  test("the order in which a map was sent does not matter", async () => {
    const one = await under.sandboxes.createSandbox(
      createRequest({ environmentVariables: { A: "1", B: "2" } }, {}, "id-2"),
    );
    const two = await under.sandboxes.createSandbox(
      createRequest({ environmentVariables: { B: "2", A: "1" } }, {}, "id-2"),
    );
    expect(two.sandboxId).toBe(one.sandboxId);
  });

  test("other content under the same id is refused", async () => {
    await under.sandboxes.createSandbox(createRequest({}, {}, "id-3"));
    const failure = await failureOf((options) =>
      under.sandboxes.createSandbox(createRequest({}, { tags: ["other"] }, "id-3"), options),
    );
    expect(failure.code).toBe(Status.FAILED_PRECONDITION);
    expect(failure.errorInfo?.reason).toBe(REASON.REQUEST_ID_CONFLICT);
  });

  test("a refused create does not use its id up", async () => {
    await failureOf((options) =>
      under.sandboxes.createSandbox(createRequest({}, { tags: ["bad tag"] }, "id-4"), options),
    );
    const created = await under.sandboxes.createSandbox(createRequest({}, {}, "id-4"));
    expect(created.sandboxId).not.toBe("");
  });

  test("an id longer than 128 bytes is refused", async () => {
    const failure = await failureOf((options) =>
      under.sandboxes.createSandbox(createRequest({}, {}, "x".repeat(129)), options),
    );
    expect(failure.fields).toEqual(["request_id"]);
  });
});

describe("a client that goes away during a create", () => {
  test("leaves no sandbox, and its request id can be used again", async () => {
    const creating = createGate();
    const gate = createGate();
    await using slow = await startUnderTest({
      onStep: async (step) => {
        if (step !== "create") return;
        creating.open();
        await gate.opened;
      },
    });
    const request = createRequest({}, {}, "abandoned");
    const controller = new AbortController();
    const abandoned = slow.sandboxes.createSandbox(request, { signal: controller.signal });
    await creating.opened;
    controller.abort();
    await expect(abandoned).rejects.toThrow();
    // The server must have seen the cancellation before the engine answers.
    await slow.extension.getCapabilities({});
    gate.open();
    const again = await slow.sandboxes.createSandbox(request);
    await untilState(slow, again.sandboxId, v1.State.STATE_RUNNING);
    const { sandboxes } = await slow.sandboxes.listSandboxes({ state: v1.State.STATE_RUNNING });
    expect(sandboxes.map(({ sandboxId }) => sandboxId)).toEqual([again.sandboxId]);
    const { sandboxes: all } = await slow.sandboxes.listSandboxes({ showTerminated: true });
    expect(all).toHaveLength(2);
  });
});

describe("get and list", () => {
  test("G5 an unknown id", async () => {
    const failure = await failureOf((options) => under.sandboxes.getSandbox({ sandboxId: "nope" }, options));
    expect(failure.code).toBe(Status.NOT_FOUND);
    expect(failure.errorInfo?.reason).toBe(REASON.SANDBOX_NOT_FOUND);
    expect(failure.message).toContain("nope");
  });

  test("G1 G9 pages by tag, newest first, none twice", async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const { sandboxId } = await under.sandboxes.createSandbox(
        createRequest({}, { tags: ["t", `n${index}`] }),
      );
      made.unshift(sandboxId);
    }
    await under.sandboxes.createSandbox(createRequest({}, { tags: ["other"] }));
    const found: string[] = [];
    let pageToken = "";
    do {
      const page = await under.sandboxes.listSandboxes({ tags: ["t"], pageSize: 2, pageToken });
      found.push(...page.sandboxes.map(({ sandboxId }) => sandboxId));
      pageToken = page.nextPageToken;
    } while (pageToken !== "");
    expect(found).toEqual(made);
  });

  test("a malformed page token names its field", async () => {
    const failure = await failureOf((options) =>
      under.sandboxes.listSandboxes({ pageToken: "garbage" }, options),
    );
    expect(failure.code).toBe(Status.INVALID_ARGUMENT);
    expect(failure.fields).toEqual(["page_token"]);
  });

  test("G2 G3 by state: finished ones only when asked for", async () => {
    const running = await runningSandbox(under);
    const done = (await under.sandboxes.createSandbox(createRequest({ command: "true", args: [] })))
      .sandboxId;
    await untilState(under, done, v1.State.STATE_COMPLETED);
    const ids = async (request: Partial<v1.ListSandboxesRequest>): Promise<string[]> =>
      (await under.sandboxes.listSandboxes(request)).sandboxes.map(({ sandboxId }) => sandboxId);
    expect(await ids({})).toEqual([running]);
    expect(await ids({ showTerminated: true })).toEqual([done, running]);
    expect(await ids({ state: v1.State.STATE_COMPLETED })).toEqual([done]);
    expect(await ids({ state: v1.State.STATE_PAUSED, showTerminated: true })).toEqual([]);
    expect(await ids({ runnerIds: ["elsewhere"] })).toEqual([]);
    expect(await ids({ runnerIds: ["fake"] })).toEqual([running]);
  });
});

describe("delete and purge", () => {
  test("G6 deleting: running, finished, unknown, unknown but allowed", async () => {
    const id = await runningSandbox(under);
    const deleted = await under.sandboxes.deleteSandbox({ sandboxId: id });
    expect([v1.State.STATE_TERMINATING, v1.State.STATE_TERMINATED]).toContain(deleted.sandbox?.status?.state);
    const again = await failureOf((options) => under.sandboxes.deleteSandbox({ sandboxId: id }, options));
    expect(again.errorInfo?.reason).toBe(REASON.SANDBOX_NOT_FOUND);
    const fine = await under.sandboxes.deleteSandbox({ sandboxId: id, allowMissing: true });
    expect(fine.sandbox?.sandboxId).toBe(id);
    const politely = await under.sandboxes.deleteSandbox({ sandboxId: id, gracePeriodSeconds: 10 });
    expect(politely.sandbox?.sandboxId).toBe(id);
    const missing = await failureOf((options) =>
      under.sandboxes.deleteSandbox({ sandboxId: "nope" }, options),
    );
    expect(missing.errorInfo?.reason).toBe(REASON.SANDBOX_NOT_FOUND);
    const allowed = await under.sandboxes.deleteSandbox({ sandboxId: "nope", allowMissing: true });
    expect(allowed.sandbox).toBeUndefined();
  });

  test("snapshots are refused by name, for a missing sandbox too", async () => {
    const id = await runningSandbox(under);
    for (const sandboxId of [id, "nope"]) {
      const request = { sandboxId, snapshotVolumes: ["data"], allowMissing: true };
      const failure = await failureOf((options) => under.sandboxes.deleteSandbox(request, options));
      expect(failure.code).toBe(Status.INVALID_ARGUMENT);
      expect(failure.errorInfo?.reason).toBe(REASON.INVALID_REQUEST);
      expect(failure.fields).toEqual(["snapshot_volumes"]);
    }
  });

  test("purging counts, ends what matches, and wants exactly one kind of choice", async () => {
    await runningSandbox(under, createRequest({}, { tags: ["a"] }));
    const kept = await runningSandbox(under, createRequest({}, { tags: ["b"] }));
    expect((await under.sandboxes.purgeSandboxes({ purgeAll: true, dryRun: true })).purgeCount).toBe(2);
    expect((await under.sandboxes.purgeSandboxes({ tags: ["a"] })).purgeCount).toBe(1);
    const { sandboxes } = await under.sandboxes.listSandboxes({ state: v1.State.STATE_RUNNING });
    expect(sandboxes.map(({ sandboxId }) => sandboxId)).toEqual([kept]);

    const both = await failureOf((options) =>
      under.sandboxes.purgeSandboxes({ tags: ["a"], purgeAll: true }, options),
    );
    const none = await failureOf((options) => under.sandboxes.purgeSandboxes({}, options));
    const reserved = await failureOf((options) =>
      under.sandboxes.purgeSandboxes({ purgeAll: true, requestId: "x" }, options),
    );
    expect([both.code, none.code, reserved.code]).toEqual([
      Status.INVALID_ARGUMENT,
      Status.INVALID_ARGUMENT,
      Status.UNIMPLEMENTED,
    ]);
  });
});

describe("what is not offered", () => {
  test("ConnectSandbox and its like answer UNIMPLEMENTED with the reason", async () => {
    for (const call of [
      failureOf((options) => under.sandboxes.connectSandbox({ sandboxId: "x" }, options)),
      failureOf((options) => under.sandboxes.createSandboxFromTemplate({}, options)),
      failureOf((options) => under.sandboxes.createFileSystemSnapshot({}, options)),
    ]) {
      const failure = await call;
      expect(failure.code).toBe(Status.UNIMPLEMENTED);
      expect(failure.errorInfo?.reason).toBe(REASON.NOT_IMPLEMENTED);
    }
  });
});

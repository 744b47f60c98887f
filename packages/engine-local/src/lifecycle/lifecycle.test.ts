import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createDeferred, createRecordBook, EngineError, isFinished } from "@cwsandbox/engine";
import type { SandboxRecord, SandboxSpec } from "@cwsandbox/engine";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { ResolvedImage } from "../images/index.js";
import type { ContainerExit, ContainerPlan, ContainerRuntime } from "../runtime/index.js";
import { createIdRanges, openRecordStore } from "../state/index.js";
import type { StoredSandbox } from "../state/index.js";
import { createRetention, recoverSandboxes, SandboxLife } from "./index.js";
import type { LifeParts } from "./index.js";

const IMAGE: ResolvedImage = {
  reference: "builtin",
  digest: "sha256:1",
  rootDirectory: "/images/1",
  binds: [{ source: "/usr", destination: "/usr", readOnly: true }],
  config: {
    command: ["image-command"],
    environment: { PATH: "/bin", A: "image" },
    workingDirectory: "/work",
    user: { uid: 0, gid: 0 },
  },
};

const SPEC: SandboxSpec = {
  image: "builtin",
  command: ["main"],
  environment: { A: "sandbox" },
  resources: { requests: {}, limits: {} },
  files: [],
  tags: [],
  maxLifetimeSeconds: 60,
  attachments: {},
};

/** A runtime whose containers do what the test says. */
function scriptedRuntime() {
  const calls: string[] = [];
  const plans: ContainerPlan[] = [];
  const exit = createDeferred<ContainerExit>();
  const known: string[] = [];
  const hooks = {
    start: async (_signal: AbortSignal): Promise<void> => {},
    remove: async (): Promise<void> => {},
  };
  const runtime: ContainerRuntime = {
    async start(plan, signal) {
      calls.push("start");
      plans.push(plan);
      await hooks.start(signal);
      return { initPid: 1 };
    },
    attend: () => Promise.reject(new Error("not scripted")),
    exec: () => Promise.reject(new Error("not scripted")),
    ranOutOfMemory: async () => false,
    async kill(_id, signalName) {
      calls.push(signalName);
      if (signalName === "SIGKILL") {
        exit.resolve({ kind: "exited", exitCode: 137, outOfMemory: false, endedAt: new Date() });
      }
    },
    waitForExit: (_id, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("aborted")));
        void exit.promise.then(resolve);
      }),
    async remove(id) {
      calls.push(`remove ${id}`);
      await hooks.remove();
    },
    rootPath: () => Promise.reject(new Error("not scripted")),
    known: async () => known,
    isRunning: async () => true,
    async endLeftoverExecs() {
      calls.push("end leftovers");
    },
    async [Symbol.asyncDispose]() {},
  };
  return { runtime, calls, plans, exit, known, hooks };
}

let directory = "";
let scripted = scriptedRuntime();
let parts: LifeParts;
let logged: string[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "cwsandbox-life-"));
  scripted = scriptedRuntime();
  parts = await makeParts();
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function makeParts(): Promise<LifeParts> {
  logged = [];
  const log = (_fields: object, message: string): void => void logged.push(message);
  return {
    runtime: scripted.runtime,
    resolveImage: async () => IMAGE,
    store: await openRecordStore(join(directory, "sandboxes")),
    book: createRecordBook(),
    ranges: createIdRanges("single"),
    logger: { info: log, warn: log, error: log },
    defaultMemoryLimitBytes: 512 * 2 ** 20,
    onFinished: () => {},
  };
}

async function begin(changes: Partial<SandboxSpec> = {}): Promise<SandboxLife> {
  const spec = { ...SPEC, ...changes };
  const record: SandboxRecord = { id: "sb", spec, state: "creating", stateReason: "", createdAt: new Date() };
  const stored = { record, idRange: parts.ranges.reserve() };
  await parts.store.save(stored);
  parts.book.add(record);
  const life = new SandboxLife(parts, stored);
  life.begin();
  return life;
}

async function reach(wanted: (record: SandboxRecord) => boolean): Promise<SandboxRecord> {
  for await (const record of parts.book.watch("sb", AbortSignal.timeout(5000))) {
    if (wanted(record)) {
      return record;
    }
  }
  throw new Error("the state was not reached");
}

const running = (): Promise<SandboxRecord> => reach(({ state }) => state === "running");
const finished = (): Promise<SandboxRecord> => reach(({ state }) => isFinished(state));

async function storedNow(): Promise<StoredSandbox | undefined> {
  return (await parts.store.load()).sandboxes[0];
}

/** What the next server sees. */
async function restart(): Promise<Map<string, SandboxLife>> {
  parts = await makeParts();
  const lives = new Map<string, SandboxLife>();
  await recoverSandboxes(parts, lives);
  return lives;
}

describe("starting", () => {
  test("the plan joins image, spec and defaults; mounted files are read-only binds", async () => {
    await begin({ files: [{ path: "/etc/app", content: Buffer.from("content") }] });
    await running();
    const [plan] = scripted.plans;
    expect(plan).toMatchObject({
      command: ["main"],
      environment: { PATH: "/bin", A: "sandbox" },
      workingDirectory: "/work",
      resources: { limits: { memoryBytes: 512 * 2 ** 20 } },
      idRange: { first: 0, count: 1 },
    });
    const bind = plan?.binds.find(({ destination }) => destination === "/etc/app");
    expect(bind?.readOnly).toBe(true);
    expect(await readFile(bind?.source ?? "", "utf8")).toBe("content");
  });

  test("without a command the image's own is used, and without that the sandbox fails", async () => {
    await begin({ command: [] });
    await running();
    expect(scripted.plans[0]?.command).toEqual(["image-command"]);
    parts = { ...parts, resolveImage: async () => ({ ...IMAGE, config: { ...IMAGE.config, command: [] } }) };
    await begin({ command: [] });
    expect((await finished()).stateReason).toMatch(/no command/);
  });

  test("an image user that has no id here is refused by name", async () => {
    const config = { ...IMAGE.config, user: { uid: 1000, gid: 0 } };
    parts = { ...parts, resolveImage: async () => ({ ...IMAGE, config }) };
    await begin();
    expect((await finished()).stateReason).toMatch(/user 1000:0/);
    expect(scripted.calls).not.toContain("start");
  });

  test("a failed start is undone and its reason kept", async () => {
    scripted.hooks.start = async () => {
      throw new EngineError("invalid", "executable 'main' not found");
    };
    await begin({ files: [{ path: "/x", content: new Uint8Array(1) }] });
    expect(await finished()).toMatchObject({ state: "failed", stateReason: "executable 'main' not found" });
    expect(scripted.calls).toEqual(["start", "remove sb"]);
    expect(await readdir(join(directory, "sandboxes", "sb"))).toEqual(["record.json"]);
    expect((await storedNow())?.record.state).toBe("failed");
  });

  test("a stop during the start aborts it, and the sandbox ends terminated", async () => {
    scripted.hooks.start = (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    const life = await begin();
    expect((await life.stop(30, "stopped", "stopped on request")).state).toBe("terminating");
    expect(await finished()).toMatchObject({ state: "terminated", endCause: "stopped" });
  });

  test("a stop that the start can no longer hear kills what has started", async () => {
    const gate = createDeferred<void>();
    const entered = createDeferred<void>();
    scripted.hooks.start = () => {
      entered.resolve();
      return gate.promise;
    };
    const life = await begin();
    await entered.promise;
    await life.stop(30, "stopped", "stopped on request");
    gate.resolve();
    expect(await finished()).toMatchObject({ state: "terminated", exitCode: 137 });
    expect(scripted.calls).toEqual(["start", "SIGKILL", "remove sb"]);
  });
});

describe("ending", () => {
  test("the end is told when nothing is left, and the record is on disk before anything is removed", async () => {
    await begin();
    await running();
    let atRemoval: StoredSandbox | undefined;
    scripted.hooks.remove = async () => {
      atRemoval = await storedNow();
      expect(parts.book.get("sb").state).toBe("running");
    };
    const endedAt = new Date();
    scripted.exit.resolve({ kind: "exited", exitCode: 3, outOfMemory: false, endedAt });
    expect(await finished()).toMatchObject({ state: "completed", exitCode: 3, endCause: "exited", endedAt });
    expect(atRemoval?.record).toMatchObject({ state: "completed", exitCode: 3 });
    expect(logged).toEqual([]);
  });

  test.each([
    [64 * 2 ** 20, /limit of 64Mi /],
    [2 ** 30, /limit of 1Gi /],
    [1000, /limit of 1000 /],
    [undefined, /limit of 512Mi /],
  ])("out of memory names the limit %s", async (memoryBytes, reason) => {
    const limits = memoryBytes === undefined ? {} : { memoryBytes };
    await begin({ resources: { requests: {}, limits } });
    scripted.exit.resolve({ kind: "exited", exitCode: 137, outOfMemory: true, endedAt: new Date() });
    expect(await finished()).toMatchObject({ state: "completed", exitCode: 137, endCause: "out-of-memory" });
    expect(parts.book.get("sb").stateReason).toMatch(reason);
  });

  test("the end is never before the start, although the clock of files is coarser", async () => {
    await begin();
    const { startedAt } = await running();
    scripted.exit.resolve({ kind: "exited", exitCode: 0, outOfMemory: false, endedAt: new Date(0) });
    expect((await finished()).endedAt).toEqual(startedAt);
  });

  test("a supervisor that died makes the sandbox lost", async () => {
    await begin();
    scripted.exit.resolve({ kind: "lost" });
    expect(await finished()).toMatchObject({ state: "failed", endCause: "lost" });
  });

  test("TERM first, KILL after the grace period, and a second stop only shortens", async () => {
    const life = await begin();
    await running();
    await life.stop(1000, "stopped", "stopped on request");
    await life.stop(2000, "stopped", "again");
    expect(scripted.calls).toEqual(["start", "SIGTERM"]);
    await life.stop(0.05, "stopped", "again");
    expect(await finished()).toMatchObject({
      state: "terminated",
      stateReason: "stopped on request",
      exitCode: 137,
    });
    expect(scripted.calls).toEqual(["start", "SIGTERM", "SIGKILL", "remove sb"]);
  });

  test("the end of the lifetime kills and says so", async () => {
    await begin({ maxLifetimeSeconds: 0.1 });
    expect(await finished()).toMatchObject({ state: "terminated", endCause: "lifetime", exitCode: 137 });
    expect(parts.book.get("sb").stateReason).toMatch(/lifetime of 0\.1 seconds/);
  });

  test("what cannot be removed is told and does not keep the sandbox from ending", async () => {
    scripted.hooks.remove = () => Promise.reject(new Error("busy"));
    await begin();
    scripted.exit.resolve({ kind: "exited", exitCode: 0, outOfMemory: false, endedAt: new Date() });
    expect((await finished()).state).toBe("completed");
    expect(logged).toEqual([expect.stringMatching(/could not be removed/)]);
  });
});

describe("after the server's end", () => {
  test("a running sandbox is found again, its commands ended, and its end observed", async () => {
    const life = await begin();
    await running();
    await life.letGo();
    scripted.known.push("sb", "stray");
    const lives = await restart();
    expect([...lives.keys()]).toEqual(["sb"]);
    expect(lives.get("sb")?.base).toMatchObject({ workingDirectory: "/work", imageDigest: "sha256:1" });
    expect(scripted.calls).toEqual(["start", "remove stray", "end leftovers"]);
    const endedAt = new Date(Date.now() + 1000);
    scripted.exit.resolve({ kind: "exited", exitCode: 9, outOfMemory: false, endedAt });
    expect(await finished()).toMatchObject({ state: "completed", exitCode: 9, endedAt });
  });

  test("the lifetime goes on from the sandbox's acceptance", async () => {
    const life = await begin({ maxLifetimeSeconds: 0.3 });
    await running();
    await life.letGo();
    await restart();
    expect(await finished()).toMatchObject({ state: "terminated", endCause: "lifetime" });
  });

  test("a sandbox that was being stopped is killed when its grace period is over", async () => {
    const life = await begin();
    await running();
    await life.stop(0.3, "stopped", "stopped on request");
    await life.letGo();
    await restart();
    expect(await finished()).toMatchObject({ state: "terminated", endCause: "stopped", exitCode: 137 });
  });

  test("a half-created sandbox is undone and fails", async () => {
    const record: SandboxRecord = {
      id: "sb",
      spec: SPEC,
      state: "creating",
      stateReason: "",
      createdAt: new Date(),
    };
    await parts.store.save({ record, idRange: { first: 0, count: 1 } });
    scripted.known.push("sb");
    const lives = await restart();
    expect(lives.size).toBe(0);
    expect(scripted.calls).toEqual(["remove sb"]);
    expect(await finished()).toMatchObject({
      state: "failed",
      stateReason: expect.stringMatching(/server ended/),
    });
  });

  test("letting go waits for a start that is under way", async () => {
    const gate = createDeferred<void>();
    scripted.hooks.start = () => gate.promise;
    const life = await begin();
    const gone = life.letGo();
    gate.resolve();
    await gone;
    expect((await storedNow())?.record.state).toBe("running");
  });
});

describe("retention", () => {
  test("old records go by age and by number, with everything of them; live ones stay", async () => {
    const add = async (id: string, state: SandboxRecord["state"], endedAt: number): Promise<void> => {
      const record = {
        id,
        spec: SPEC,
        state,
        stateReason: "",
        createdAt: new Date(0),
        endedAt: new Date(endedAt),
      };
      await parts.store.save({ record, idRange: { first: 0, count: 1 } });
      parts.book.add(record);
    };
    const now = Date.now();
    await add("live", "running", 0);
    await add("old", "failed", now - 100_000);
    await add("third", "completed", now - 3000);
    await add("second", "terminated", now - 2000);
    await add("first", "completed", now - 1000);
    await using retention = createRetention(parts, { seconds: 50, count: 2 });
    await retention.sweep();
    expect(parts.book.all().map(({ id }) => id)).toEqual(["live", "second", "first"]);
    expect((await readdir(join(directory, "sandboxes"))).toSorted()).toEqual(["first", "live", "second"]);
  });

  test("a record goes by itself when its time is over", async () => {
    await begin();
    // A moment that a busy machine does not miss.
    const endedAt = new Date(Date.now() + 2000);
    scripted.exit.resolve({ kind: "exited", exitCode: 0, outOfMemory: false, endedAt });
    await finished();
    await using retention = createRetention(parts, { seconds: 0.2, count: 2 });
    await retention.sweep();
    expect(parts.book.find("sb")).toBeDefined();
    await expect.poll(() => parts.book.find("sb")).toBeUndefined();
  });
});

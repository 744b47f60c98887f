import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CWSandboxValidationError, SandboxError, SandboxNotRunningError } from "../errors/index.js";
import type { FunctionHost } from "../functions/index.js";
import { wait } from "../handles/index.js";
import { Sandbox } from "../sandbox/index.js";
import { SandboxDefaults } from "../config/index.js";
import {
  failure,
  frame,
  sandboxIn,
  type ScriptedServer,
  startScriptedServer,
  v1,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { createFunctionHost } from "./function-host.js";
import { Session } from "./index.js";

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
  vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

async function failInSession(): Promise<void> {
  await using session = new Session();
  await session.sandbox().start();
  throw new Error("body");
}

/** The session as remote functions see it, without the session. */
function host(): FunctionHost {
  const defaults = new SandboxDefaults();
  return createFunctionHost({ defaults, assertOpen: () => undefined, own: (core) => new Sandbox(core) });
}

describe("ownership", () => {
  test("F1 a pool: all run, and all are stopped at the end of the scope", async () => {
    let commands = 0;
    server.on.streamExec = async function* () {
      yield frame.stdout(String((commands += 1)));
      yield frame.exit(0);
    };
    const session = new Session({ tags: ["pool"] });
    {
      await using scope = session;
      const sandboxes = [1, 2, 3, 4, 5].map(() => scope.sandbox());
      expect(scope.sandboxCount).toBe(5);
      const results = await Promise.all(sandboxes.map((sandbox) => sandbox.exec(["x"])));
      expect(results.map((result) => result.stdout).toSorted()).toEqual(["1", "2", "3", "4", "5"]);
    }
    expect(server.deleted).toHaveLength(5);
    expect(session.sandboxCount).toBe(0);
  });

  test("F2 nothing is sent before the first operation", async () => {
    await using session = new Session();
    const sandbox = session.sandbox();
    expect([sandbox.sandboxId, sandbox.status]).toEqual([null, null]);
    expect(server.calls).toEqual([]);
    await sandbox.exec(["true"]);
    expect(sandbox.sandboxId).toBe("sb-1");
  });

  test("F4, F5 overrides and merges reach the request", async () => {
    await using session = new Session({ tags: ["my-project"], environmentVariables: { A: "1", B: "2" } });
    const environmentVariables = { B: "3", C: "4" };
    const sandbox = session.sandbox({
      tags: ["gpu-workload"],
      containerImage: "other",
      environmentVariables,
    });
    environmentVariables.B = "changed";
    await sandbox.start();
    const spec = server.created[0]?.sandbox?.spec;
    expect(spec?.tags).toEqual(["my-project", "gpu-workload"]);
    expect(spec?.containers[0]?.image).toBe("other");
    expect(spec?.containers[0]?.environmentVariables).toEqual({ A: "1", B: "3", C: "4" });
  });

  test("F4, F5, S21 a large sandbox over the defaults: resources, tags, annotations", async () => {
    const defaults = new SandboxDefaults({
      tags: ["my-project"],
      resources: { cpu: "1", memory: "1Gi" },
      annotations: { A: "1", B: "2" },
    });
    await using session = new Session(defaults);
    const annotations = { B: "3", C: "4" };
    const sandbox = session.sandbox({
      tags: ["gpu-workload"],
      resources: {
        requests: { cpu: "4", memory: "16Gi" },
        limits: { cpu: "8", memory: "32Gi" },
        gpu: { count: 1 },
      },
      annotations,
    });
    annotations.B = "changed";
    await sandbox.start();
    await session.sandbox().start();
    const [large, plain] = server.created.map((request) => request.sandbox?.spec);
    const gpu = { count: 1n };
    expect(large?.tags).toEqual(["my-project", "gpu-workload"]);
    expect(large?.annotations).toEqual({ A: "1", B: "3", C: "4" });
    expect(large?.containers[0]?.resourceRequirements).toMatchObject({
      requests: { cpu: "4", memory: "16Gi", gpu },
      limits: { cpu: "8", memory: "32Gi", gpu },
    });
    expect(plain?.tags).toEqual(["my-project"]);
    expect(plain?.annotations).toEqual({ A: "1", B: "2" });
    const small = { cpu: "1", memory: "1Gi" };
    expect(plain?.containers[0]?.resourceRequirements).toMatchObject({ requests: small, limits: small });
    expect(defaults).toMatchObject({ tags: ["my-project"], annotations: { A: "1", B: "2" } });
  });

  test("F7 the error of the body arrives, and the sandboxes are stopped", async () => {
    await expect(failInSession()).rejects.toThrow("body");
    expect(server.deleted).toHaveLength(1);
  });

  test("F8 closing twice is fine; a closed session refuses new sandboxes", async () => {
    const session = new Session();
    const other = await Sandbox.run();
    await session.close();
    await session.close();
    expect(() => session.sandbox()).toThrow(/closed/);
    expect(() => session.adopt(other)).toThrow(SandboxError);
    await expect(session.fromId("sb-1")).rejects.toThrow(/closed/);
    await other.stop();
  });

  test("F9 failing stops are counted; the others are stopped", async () => {
    const session = new Session();
    await Promise.all([1, 2, 3].map(() => session.sandbox().start()));
    server.on.deleteSandbox = async (request) => {
      if (request.sandboxId === "sb-2") throw failure(Status.INTERNAL, "cannot");
      server.deleted.push(request);
      server.states.set(request.sandboxId, [v1.State.STATE_TERMINATED]);
      return { sandbox: sandboxIn(request.sandboxId, v1.State.STATE_TERMINATED) };
    };
    const closing = session.close();
    expect(session.sandboxCount).toBe(0);
    await expect(closing).rejects.toThrow("1 of 3 sandboxes");
    await expect(closing).rejects.toBeInstanceOf(SandboxError);
    expect(server.deleted.map((request) => request.sandboxId).toSorted()).toEqual(["sb-1", "sb-3"]);
  });

  test("F10 the count", async () => {
    await using session = new Session();
    expect(session.sandboxCount).toBe(0);
    const sandbox = session.sandbox();
    expect(session.sandboxCount).toBe(1);
    await sandbox.stop();
    expect(session.sandboxCount).toBe(0);
  });

  test("F11, F12 adoption decides who is stopped", async () => {
    server.on.listSandboxes = async ({ tags }) => ({
      sandboxes: tags.includes("mine") ? [sandboxIn("found", v1.State.STATE_RUNNING)] : [],
    });
    const session = new Session({ tags: ["mine"] });
    expect(await session.list()).toHaveLength(1);
    expect(session.sandboxCount).toBe(0);
    await session.list({ adopt: true });
    await session.fromId("kept", { adopt: false });
    await session.fromId("owned");
    await session.close();
    expect(server.deleted.map((request) => request.sandboxId).toSorted()).toEqual(["found", "owned"]);
  });

  test("F13 a sandbox without id cannot be adopted", () => {
    expect(() => new Session().adopt(new Sandbox())).toThrow(CWSandboxValidationError);
  });

  test("F14 defaults as data", () => {
    expect(() => new Session({ unknown: 1, containerImage: null })).not.toThrow();
    expect(() => new Session({ tags: "text" })).toThrow(CWSandboxValidationError);
    expect(() => new Session(JSON.parse("5"))).toThrow(CWSandboxValidationError);
  });

  test("F15 the text form", async () => {
    const session = Sandbox.session();
    session.sandbox();
    expect(String(session)).toBe("<Session sandboxes=1 status=open>");
    await session.close();
    expect(String(session)).toBe("<Session sandboxes=0 status=closed>");
  });

  test("F16 selectors", async () => {
    await using session = new Session({ runnerIds: ["r1"] });
    for (const options of [{}, { runnerIds: [] }, { runnerIds: ["r2"] }])
      await session.sandbox(options).start();
    expect(server.created.map((request) => request.sandbox?.spec?.runnerIds)).toEqual([["r1"], [], ["r2"]]);
    const listed: unknown[] = [];
    server.on.listSandboxes = async ({ runnerIds }) => {
      listed.push(runnerIds);
      return { sandboxes: [] };
    };
    for (const options of [{}, { runnerIds: [] }, { runnerIds: ["r2"] }]) await session.list(options);
    expect(listed).toEqual([["r1"], [], ["r2"]]);
    await using profiled = new Session({ profileNames: ["p"] });
    await expect(profiled.list()).rejects.toMatchObject({ field: "profileNames" });
    await profiled.list({ profileNames: [] });
  });

  test("H2 a mixture of things to wait for", async () => {
    await using session = new Session();
    const sandbox = session.sandbox();
    const items = [sandbox, sandbox.exec(["true"]), sandbox.writeFile("/a", new Uint8Array())];
    const [done, pending] = await wait(items);
    expect([done.length, pending.length]).toEqual([3, 0]);
  });
});

describe("metrics", () => {
  test("L7 counts are shown only with a reporter, and written nowhere without a run", async () => {
    await using session = new Session();
    await using quiet = new Session({}, []);
    const [sandbox, other] = [session.sandbox(), quiet.sandbox()];
    await Promise.all([sandbox.exec(["true"]), other.exec(["true"])]);
    expect(session.getMetrics()).toMatchObject({
      "cwsandbox/sandboxes_created": 1,
      "cwsandbox/executions": 1,
      "cwsandbox/exec_completed_ok": 1,
      "cwsandbox/exec_completion_rate": 1,
    });
    expect([quiet.getMetrics(), session.logMetrics()]).toEqual([{}, false]);
  });
});

const IMAGE = "node:24";

describe("the sandbox of a function call", () => {
  test("is tied to a lease that is held only while a call needs it", async () => {
    let held = 0;
    let ended = 0;
    await using ours = await startScriptedServer({
      features: ["lease", "watch", "create-options"],
      extension: {
        async *holdLease(requests) {
          held += 1;
          yield { leaseId: `lease-${held}` };
          for await (const _request of requests);
          ended += 1;
        },
      },
    });
    vi.stubEnv("CWSANDBOX_BASE_URL", ours.url);
    const calls = [1, 2].map(() => host().createSandbox({}, IMAGE));
    await Promise.all(calls.map((sandbox) => sandbox.writeFile("/a", new Uint8Array())));
    expect(ours.options.map((options) => options?.leaseId)).toEqual(["lease-1", "lease-1"]);
    await calls[0]?.stop();
    expect(ended).toBe(0);
    await calls[1]?.stop();
    await expect.poll(() => ended).toBe(1);
  });

  test("elsewhere has a lifetime just above its time limit, and an image that can run functions", async () => {
    await host().createSandbox({ requestTimeoutSeconds: 20 }, IMAGE).readFile("/a");
    expect(server.created[0]?.sandbox?.spec?.maxLifetimeSeconds).toBe(80);
    expect(server.created[0]?.sandbox?.spec?.containers[0]?.image).toBe("node:24");
  });

  test("counts as stopped when its server is gone and the next one knows nothing of it", async () => {
    const sandbox = host().createSandbox({}, IMAGE);
    await sandbox.writeFile("/a", new Uint8Array());
    server.on.deleteSandbox = async ({ allowMissing }) => {
      if (!allowMissing) throw failure(Status.NOT_FOUND, "unknown");
      return {};
    };
    await sandbox.stop();
    await expect(sandbox.readFile("/a")).rejects.toBeInstanceOf(SandboxNotRunningError);
  });
});

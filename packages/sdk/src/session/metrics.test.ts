import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SandboxError } from "../errors/index.js";
import { createWandbReporter, type MetricsReporter, setWandbRun, type WandbRun } from "../metrics/index.js";
import {
  failure,
  frame,
  type ScriptedServer,
  startScriptedServer,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { Session } from "./index.js";

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
  vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
});

afterEach(async () => {
  setWandbRun(null);
  vi.unstubAllEnvs();
  await server.stop();
});

interface Recorder extends WandbRun {
  readonly calls: Parameters<WandbRun["log"]>[];
}

function recordRun(): Recorder {
  const calls: Recorder["calls"] = [];
  return { calls, log: (...call) => void calls.push(call) };
}

async function runOnce(session: Session): Promise<void> {
  await session.sandbox().exec(["true"]);
}

async function warningAbout(work: () => unknown): Promise<Error> {
  const warned = once(process, "warning");
  await work();
  const [warning] = await warned;
  if (warning instanceof Error) return warning;
  throw new Error("expected a warning");
}

const created = (count: number): unknown =>
  expect.objectContaining({ "cwsandbox/sandboxes_created": count, "cwsandbox/executions": count });

describe("counting", () => {
  test("L2 a failed check is a failure, not a completion", async () => {
    server.on.streamExec = async function* () {
      yield frame.exit(3);
    };
    await using session = new Session();
    const sandbox = session.sandbox();
    await expect(sandbox.exec(["x"], { check: true }).result()).rejects.toThrow("3");
    await sandbox.exec(["x"]);
    expect(session.getMetrics()).toMatchObject({
      "cwsandbox/executions": 2,
      "cwsandbox/exec_completed_ok": 0,
      "cwsandbox/exec_completed_nonzero": 1,
      "cwsandbox/exec_failures": 1,
      "cwsandbox/exec_completion_rate": 0,
      "cwsandbox/exec_failure_rate": 0.5,
    });
    expect(sandbox.execStats).toEqual({
      exec_count: 2,
      exec_completed_ok: 0,
      exec_completed_nonzero: 1,
      exec_failures: 1,
    });
  });

  test("L1 a start-up counts once, and only when this object started the sandbox and saw it run", async () => {
    await using session = new Session();
    const sandbox = session.sandbox();
    await sandbox.wait();
    await sandbox.getStatus();
    await (await session.fromId("sb-1")).getStatus();
    const metrics = session.getMetrics();
    expect(metrics["cwsandbox/startup_count"]).toBe(1);
    expect(metrics["cwsandbox/avg_startup_seconds"]).toBe(metrics["cwsandbox/max_startup_seconds"]);
    expect(metrics["cwsandbox/min_startup_seconds"]).toBeGreaterThan(0);
    expect(metrics).not.toHaveProperty("cwsandbox/exec_completion_rate");
  });

  test("a sandbox that never starts is created, and what failed for it is an execution without sandbox", async () => {
    server.on.createSandbox = async () => {
      throw failure(Status.INVALID_ARGUMENT, "no");
    };
    await using session = new Session({}, [{ log: () => undefined }]);
    await expect(session.sandbox().exec(["true"]).result()).rejects.toThrow("no");
    expect(session.getMetrics()).toEqual({
      "cwsandbox/sandboxes_created": 1,
      "cwsandbox/executions": 1,
      "cwsandbox/exec_completed_ok": 0,
      "cwsandbox/exec_completed_nonzero": 0,
      "cwsandbox/exec_failures": 1,
      "cwsandbox/exec_completion_rate": 0,
      "cwsandbox/exec_failure_rate": 1,
    });
  });
});

describe("writing", () => {
  test("L4 a run that starts after the session is found; executions per sandbox count from then on", async () => {
    const session = new Session();
    const sandbox = session.sandbox();
    await sandbox.exec(["true"]);
    expect(session.logMetrics()).toBe(false);
    const run = recordRun();
    setWandbRun(() => run);
    expect(session.getMetrics()).not.toHaveProperty("cwsandbox/avg_execs_per_sandbox");
    await Promise.all([sandbox.exec(["true"]), sandbox.exec(["true"]), runOnce(session)]);
    expect(session.getMetrics()).toMatchObject({
      "cwsandbox/executions": 4,
      "cwsandbox/avg_execs_per_sandbox": 1.5,
      "cwsandbox/min_execs_per_sandbox": 1,
      "cwsandbox/max_execs_per_sandbox": 2,
    });
    setWandbRun(null);
    await session.close();
    expect(run.calls).toEqual([[expect.objectContaining({ "cwsandbox/executions": 4 })]]);
  });

  test("L5 a step is passed on; counts begin again unless told otherwise; without a run they stay", async () => {
    const run = recordRun();
    await using session = new Session();
    await runOnce(session);
    expect(session.logMetrics(7)).toBe(false);
    setWandbRun(run);
    expect(session.logMetrics(6, { reset: false })).toBe(true);
    expect(session.logMetrics(7)).toBe(true);
    expect(run.calls).toEqual([
      [created(1), 6],
      [created(1), 7],
    ]);
    expect(session.getMetrics()).toMatchObject({
      "cwsandbox/sandboxes_created": 0,
      "cwsandbox/executions": 0,
    });
    expect(session.logMetrics(8)).toBe(false);
    expect(() => session.logMetrics(Number.NaN)).toThrow("step");
  });

  test.each([
    ["throws", () => expect.fail("disk full")],
    ["rejects", async () => expect.fail("disk full")],
  ])("L5 a run that %s keeps the counts and is a warning", async (_how, log) => {
    let isBroken = true;
    const run = recordRun();
    const session = new Session({}, [
      createWandbReporter({ log: (...call) => (isBroken ? log() : run.log(...call)) }),
    ]);
    await runOnce(session);
    const warning = await warningAbout(() => session.logMetrics());
    expect(warning.message).toContain("disk full");
    expect(session.getMetrics()).toEqual(created(1));
    isBroken = false;
    await session.close();
    expect(run.calls).toEqual([[created(1)]]);
  });

  test("L6 each step has only its own counts; the rest is written at the end, and nothing when there is none", async () => {
    const run = recordRun();
    setWandbRun(run);
    const session = new Session();
    for (const step of [0, 1]) {
      for (let count = 0; count <= step; count += 1) await runOnce(session);
      session.logMetrics(step);
    }
    await runOnce(session);
    await session.close();
    await new Session().close();
    expect(run.calls).toEqual([[created(1), 0], [created(2), 1], [created(1)]]);
  });

  test("L7 names: none, the known one, an unknown one", async () => {
    const run = recordRun();
    setWandbRun(run);
    await using quiet = new Session({}, []);
    await using named = new Session({}, ["wandb"]);
    await Promise.all([runOnce(quiet), runOnce(named)]);
    expect([quiet.getMetrics(), quiet.logMetrics()]).toEqual([{}, false]);
    expect([named.logMetrics(), run.calls.length]).toEqual([true, 1]);
    const warning = await warningAbout(async () => {
      await using other = new Session({}, ["other"]);
      await runOnce(other);
      expect([other.getMetrics(), other.logMetrics()]).toEqual([{}, false]);
    });
    expect(warning.message).toContain('"other"');
    expect(() => new Session({}, [JSON.parse("{}")])).toThrow("reportTo");
    expect(() => new Session({}, JSON.parse('"wandb"'))).toThrow("reportTo");
  });

  test("F9 metrics are written although stops fail, and a reporter's failure hides nothing", async () => {
    const seen: unknown[] = [];
    const callback: MetricsReporter = { log: (metrics, options) => seen.push([metrics, options]) };
    const broken: MetricsReporter = { log: () => expect.fail("broken") };
    const session = new Session({}, [broken, callback]);
    await runOnce(session);
    server.on.deleteSandbox = async () => {
      throw failure(Status.INTERNAL, "cannot");
    };
    await warningAbout(() => expect(session.close().result()).rejects.toBeInstanceOf(SandboxError));
    expect(seen).toEqual([[created(1), { reset: true }]]);
  });

  test("two sessions count apart", async () => {
    await using first = new Session();
    await using second = new Session();
    await runOnce(first);
    expect(second.getMetrics()["cwsandbox/executions"]).toBe(0);
  });
});

import { once } from "node:events";

import { Session, setWandbRun, type WandbRun } from "cwsandbox";
import { afterEach, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

afterEach(() => setWandbRun(null));

interface Recorder extends WandbRun {
  readonly calls: Parameters<WandbRun["log"]>[];
}

function recordRun(): Recorder {
  const calls: Recorder["calls"] = [];
  return { calls, log: (...call) => void calls.push(call) };
}

/** One sandbox of the session, one command in it, both over when this resolves. */
async function runOnce(session: Session, script = "exit 0"): Promise<void> {
  await using sandbox = session.sandbox();
  await sandbox.exec(["sh", "-c", script]);
}

const made = (count: number): unknown =>
  expect.objectContaining({ "cwsandbox/sandboxes_created": count, "cwsandbox/executions": count });

test("L2 a failed check is a failure; the same code unchecked is a non-zero completion", async () => {
  await using session = new Session();
  const sandbox = session.sandbox();
  await expect(sandbox.exec(["sh", "-c", "exit 3"], { check: true }).result()).rejects.toMatchObject({
    execResult: { returncode: 3 },
  });
  await sandbox.exec(["sh", "-c", "exit 3"]);
  expect(session.getMetrics()).toMatchObject({
    "cwsandbox/executions": 2,
    "cwsandbox/exec_completed_ok": 0,
    "cwsandbox/exec_completed_nonzero": 1,
    "cwsandbox/exec_failures": 1,
  });
});

test("L4 a run that starts after the session gets its metrics; sandboxes count apart from then on", async () => {
  const session = new Session();
  const sandbox = session.sandbox();
  await sandbox.exec(["true"]);
  const run = recordRun();
  setWandbRun(run);
  await sandbox.exec(["true"]);
  await sandbox.exec(["true"]);
  await runOnce(session);
  expect(session.getMetrics()).toMatchObject({
    "cwsandbox/executions": 4,
    "cwsandbox/min_execs_per_sandbox": 1,
    "cwsandbox/avg_execs_per_sandbox": 1.5,
    "cwsandbox/max_execs_per_sandbox": 2,
  });
  await session.close();
  expect(run.calls).toEqual([[expect.objectContaining({ "cwsandbox/executions": 4 })]]);
});

test("L5 a step is passed on, counts begin again or stay, a failing run keeps them", async () => {
  const session = new Session();
  await runOnce(session);
  expect(session.logMetrics(7)).toBe(false);
  expect(session.getMetrics()).toEqual(made(1));

  const warned = once(process, "warning");
  const run = recordRun();
  let isFull = true;
  setWandbRun({
    log: (...call) => {
      if (isFull) throw new Error("the disk of the run is full");
      run.log(...call);
    },
  });
  expect(session.logMetrics(7)).toBe(false);
  expect(String(await warned)).toContain("the disk of the run is full");
  expect(session.getMetrics()).toEqual(made(1));

  isFull = false;
  expect(session.logMetrics(6, { reset: false })).toBe(true);
  expect(session.getMetrics()).toEqual(made(1));
  expect(session.logMetrics(7)).toBe(true);
  expect(session.getMetrics()).toEqual(made(0));
  await session.close();
  expect(run.calls).toEqual([
    [made(1), 6],
    [made(1), 7],
  ]);
});

test("L6 each step has only its own counts; the rest is written at the end, and nothing when there is none", async () => {
  const run = recordRun();
  setWandbRun(run);
  const session = new Session();
  for (const step of [0, 1]) {
    for (let count = 0; count <= step; count += 1) await runOnce(session);
    expect(session.logMetrics(step)).toBe(true);
  }
  await runOnce(session);
  await session.close();
  await new Session().close();
  expect(run.calls).toEqual([[made(1), 0], [made(2), 1], [made(1)]]);
});

test("L7 reportTo: nobody, the known name, an unknown one", async () => {
  const run = recordRun();
  setWandbRun(run);
  await using quiet = new Session({}, []);
  await using named = new Session({}, ["wandb"]);
  await Promise.all([runOnce(quiet), runOnce(named)]);
  expect([quiet.getMetrics(), quiet.logMetrics()]).toEqual([{}, false]);
  expect([named.getMetrics(), named.logMetrics()]).toEqual([made(1), true]);
  const warned = once(process, "warning");
  await using other = new Session({}, ["other"]);
  expect(String(await warned)).toContain('"other"');
  await runOnce(other);
  expect([other.getMetrics(), other.logMetrics()]).toEqual([{}, false]);
  expect(run.calls).toEqual([[made(1)]]);
});

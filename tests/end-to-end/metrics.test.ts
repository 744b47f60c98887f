import { type MetricsReporter, Sandbox, Session, setWandbRun } from "cwsandbox";
import { afterEach, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

afterEach(() => setWandbRun(null));

interface Recorder extends MetricsReporter {
  readonly writes: { readonly step: number | undefined; readonly metrics: Record<string, number> }[];
}

function recorder(): Recorder {
  const writes: Recorder["writes"] = [];
  return { writes, log: (metrics, { step }) => writes.push({ step, metrics }) };
}

test("L1 two sandboxes, three good commands, one with code 1, one beyond its limit", async () => {
  await using session = new Session();
  const [first, second] = [session.sandbox(), session.sandbox()];
  await Promise.all([first.exec(["true"]), first.exec(["true"]), second.exec(["true"])]);
  await second.exec(["sh", "-c", "exit 1"]);
  await expect(second.exec(["sleep", "60"], { timeoutSeconds: 0.3 }).result()).rejects.toMatchObject({
    code: "SANDBOX_TIMEOUT",
  });
  const metrics = session.getMetrics();
  expect(metrics).toMatchObject({
    "cwsandbox/sandboxes_created": 2,
    "cwsandbox/executions": 5,
    "cwsandbox/exec_completed_ok": 3,
    "cwsandbox/exec_completed_nonzero": 1,
    "cwsandbox/exec_failures": 1,
    "cwsandbox/exec_completion_rate": 0.6,
    "cwsandbox/exec_failure_rate": 0.2,
    "cwsandbox/startup_count": 2,
  });
  const { [MIN]: min = 0, [AVG]: avg = 0, [MAX]: max = 0 } = metrics;
  expect(min).toBeGreaterThan(0);
  expect(avg).toBeGreaterThanOrEqual(min);
  expect(max).toBeGreaterThanOrEqual(avg);
});

const MIN = "cwsandbox/min_startup_seconds";
const AVG = "cwsandbox/avg_startup_seconds";
const MAX = "cwsandbox/max_startup_seconds";

test("L3 only reading the output counts once, asking twice for the result counts once", async () => {
  await using session = new Session();
  const sandbox = session.sandbox();
  const lines: string[] = [];
  for await (const text of sandbox.exec(["echo", "read only"]).stdout) lines.push(text);
  expect(lines.join("")).toBe("read only\n");
  const twice = sandbox.exec(["true"]);
  await Promise.all([twice.result(), twice.result()]);
  await twice.wait();
  await expect.poll(() => session.getMetrics()["cwsandbox/executions"]).toBe(2);
});

test("L8 a call of a remote function is one sandbox and one execution", async () => {
  await using session = new Session();
  const double = session.function((value: number) => value * 2);
  expect(await double.remote(21)).toBe(42);
  expect(session.getMetrics()).toMatchObject({
    "cwsandbox/sandboxes_created": 1,
    "cwsandbox/executions": 1,
    "cwsandbox/exec_completed_ok": 1,
  });
});

test("L9 a sandbox outside sessions has counts of its own; terminals count too", async () => {
  await using sandbox = await Sandbox.run();
  await sandbox.exec(["true"]);
  const shell = sandbox.shell(["sh", "-c", "exit 4"]);
  expect(await shell.wait()).toBe(4);
  expect(sandbox.execStats).toEqual({
    exec_count: 2,
    exec_completed_ok: 1,
    exec_completed_nonzero: 1,
    exec_failures: 0,
  });
});

test("S15 a loop of a hundred steps writes each step's counts under its number", async () => {
  const seen = recorder();
  const session = new Session({}, [seen]);
  for (let step = 0; step < 100; step += 1) {
    await using sandbox = session.sandbox();
    await sandbox.exec(["true"]);
    expect(session.logMetrics(step)).toBe(true);
  }
  await session.close();
  expect(seen.writes.map(({ step }) => step)).toEqual(Array.from({ length: 100 }, (_, step) => step));
  for (const { metrics } of seen.writes) {
    expect(metrics).toMatchObject({
      "cwsandbox/sandboxes_created": 1,
      "cwsandbox/executions": 1,
      "cwsandbox/exec_completed_ok": 1,
      "cwsandbox/startup_count": 1,
      "cwsandbox/max_execs_per_sandbox": 1,
    });
  }
});

test("T19 a training loop of three steps with three sandboxes each, good and failing code mixed", async () => {
  const scores = ["exit 0", "exit 1", "echo done"];
  const runSteps = async (session: Session): Promise<boolean[]> => {
    const written: boolean[] = [];
    for (const step of [0, 1, 2]) {
      await Promise.all(
        scores.map(async (code) => {
          await using sandbox = session.sandbox();
          await sandbox.exec(["sh", "-c", code]);
        }),
      );
      written.push(session.logMetrics(step));
    }
    return written;
  };

  const seen = recorder();
  await using session = new Session();
  setWandbRun({ log: (data, step) => seen.writes.push({ step, metrics: numbersOf(data) }) });
  expect(await runSteps(session)).toEqual([true, true, true]);
  expect(seen.writes.map(({ step }) => step)).toEqual([0, 1, 2]);
  for (const { metrics } of seen.writes) {
    expect(metrics).toMatchObject({
      "cwsandbox/sandboxes_created": 3,
      "cwsandbox/executions": 3,
      "cwsandbox/exec_completed_nonzero": 1,
      "cwsandbox/exec_failures": 0,
    });
  }

  setWandbRun(null);
  await using withoutRun = new Session();
  expect(await runSteps(withoutRun)).toEqual([false, false, false]);
  expect(withoutRun.getMetrics()).toMatchObject({
    "cwsandbox/sandboxes_created": 9,
    "cwsandbox/executions": 9,
  });
  expect(seen.writes).toHaveLength(3);
});

function numbersOf(data: Record<string, unknown>): Record<string, number> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, Number(value)]));
}

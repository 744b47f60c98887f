import { type OperationRef, type Process, Sandbox, Session, results, wait } from "cwsandbox";
import { expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

test("H1 a batch of eight is collected two at a time", async () => {
  await using session = new Session();
  let pending: Process[] = [1, 3, 1, 4, 2, 3, 1, 2].map((tenths, index) =>
    session.sandbox().exec(["sh", "-c", `sleep 0.${tenths}; echo ${index + 1}`]),
  );
  const numbers: number[] = [];
  while (pending.length > 0) {
    const wanted = Math.min(2, pending.length);
    const [done, rest] = await wait(pending, wanted);
    expect(done.length).toBeGreaterThanOrEqual(wanted);
    for (const { stdout } of await results(done)) numbers.push(Number(stdout));
    pending = rest;
  }
  expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("H2 wait: mixtures, time limits, failures", async () => {
  await using sandbox = await Sandbox.run();
  await expect(wait([], 0)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  expect(await wait([])).toEqual([[], []]);

  const slow = sandbox.exec(["cat"], { stdin: true });
  const [none, all] = await wait([slow], 1, 0.1);
  expect([none, all]).toEqual([[], [slow]]);
  slow.stdin?.close();
  expect((await slow).returncode).toBe(0);

  const failing = sandbox.readFile("/nope");
  const mixture: (Sandbox | Process | OperationRef<unknown>)[] = [
    sandbox,
    sandbox.writeFile("/tmp/a", Buffer.from("a")),
    failing,
    sandbox.exec(["true"]),
  ];
  const [done, left] = await wait(mixture);
  expect(new Set(done)).toEqual(new Set(mixture));
  expect(left).toEqual([]);
  await expect(failing.result()).rejects.toMatchObject({ filepath: "/nope" });
});

test("H3 waiting for sandboxes starts them and waits until they run", async () => {
  await using session = new Session();
  const sandboxes = [session.sandbox(), session.sandbox(), session.sandbox()];
  await wait(sandboxes);
  expect(sandboxes.map(({ status }) => status)).toEqual(["running", "running", "running"]);
});

test("H4 results: one, many, failing, none", async () => {
  await using sandbox = await Sandbox.run();
  expect(await results(sandbox.exec(["echo", "one"]))).toMatchObject({ stdout: "one\n" });
  const three = await results(["a", "b", "c"].map((word) => sandbox.exec(["echo", word])));
  expect(three.map(({ stdout }) => stdout)).toEqual(["a\n", "b\n", "c\n"]);
  await expect(
    results([sandbox.exec(["true"]), sandbox.exec(["false"], { check: true })]),
  ).rejects.toMatchObject({
    code: "SANDBOX_EXECUTION_FAILED",
  });
  expect(await results([])).toEqual([]);
});

test("H5 sandboxes with different main processes, one scope each", async () => {
  const outputs: string[] = [];
  for (const seconds of ["100", "200"]) {
    await using sandbox = await Sandbox.run("sleep", seconds);
    const shown = await sandbox.exec(["sh", "-c", "tr '\\0' ' ' < /proc/1/cmdline"]);
    outputs.push(shown.stdout.trim());
  }
  expect(outputs).toEqual(["sleep 100", "sleep 200"]);
});

test("H6 promises: waiting starts, racing cancels nothing", async () => {
  await using session = new Session();
  const sandbox = session.sandbox();
  expect(await sandbox.wait()).toBe(sandbox);
  const command = sandbox.exec(["sh", "-c", "read line; echo finished"], { stdin: true });
  const winner = await Promise.race([
    command.result(),
    new Promise((resolve) => setTimeout(resolve, 50, "time")),
  ]);
  expect(winner).toBe("time");
  command.stdin?.close();
  expect((await command).stdout).toBe("finished\n");
  const both = await Promise.all([sandbox.exec(["echo", "1"]), sandbox.exec(["echo", "2"])]);
  expect(both.map(({ stdout }) => stdout)).toEqual(["1\n", "2\n"]);
});

import { setTimeout as sleep } from "node:timers/promises";

import { Sandbox, SandboxNotRunningError, type StreamReader } from "cwsandbox";
import { expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

/** Ends at once when it is told to, which a plain `sleep` as first process of a sandbox does not. */
const SLEEP = "trap exit TERM; sleep infinity & wait";

async function collect(lines: StreamReader<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

/** A sandbox whose main process has printed all of `text` and sleeps. */
async function runPrinting(text: string): Promise<Sandbox> {
  const sandbox = await Sandbox.run("sh", "-c", `${text}; touch /tmp/printed; ${SLEEP}`);
  await expect.poll(async () => (await sandbox.exec(["test", "-e", "/tmp/printed"])).returncode).toBe(0);
  return sandbox;
}

test("D1 the history of the main process, line by line", async () => {
  await using sandbox = await runPrinting("for i in 1 2 3 4 5; do echo line $i; done");
  await expect
    .poll(() => collect(sandbox.streamLogs()))
    .toEqual(["line 1\n", "line 2\n", "line 3\n", "line 4\n", "line 5\n"]);
});

test("D2 only the last lines", async () => {
  await using sandbox = await runPrinting("for i in 1 2 3 4 5; do echo line $i; done");
  await expect.poll(() => collect(sandbox.streamLogs({ tailLines: 2 }))).toEqual(["line 4\n", "line 5\n"]);
});

test("D3 following delivers while it runs; closing the reader leaves the sandbox alone", async () => {
  await using sandbox = await Sandbox.run(
    "sh",
    "-c",
    "trap exit TERM; i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.5; done",
  );
  const reader = sandbox.streamLogs({ follow: true });
  const seen: string[] = [];
  for await (const line of reader) {
    seen.push(line);
    if (seen.length === 4) reader.close();
  }
  expect(seen).toEqual(["tick 1\n", "tick 2\n", "tick 3\n", "tick 4\n"]);
  expect(await sandbox.getStatus()).toBe("running");
});

test("D3 following ends with the sandbox, and nothing is missing", async () => {
  const sandbox = await Sandbox.run("sh", "-c", "for i in 1 2 3; do echo $i; sleep 0.3; done; printf end");
  expect(await collect(sandbox.streamLogs({ follow: true }))).toEqual(["1\n", "2\n", "3\n", "end"]);
});

test("D4 each line can begin with its time", async () => {
  await using sandbox = await runPrinting("echo one; echo two >&2");
  await expect.poll(() => collect(sandbox.streamLogs({ timestamps: true }))).toHaveLength(2);
  for (const line of await collect(sandbox.streamLogs({ timestamps: true }))) {
    const [time = "", rest = ""] = line.split(" ");
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
    expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(60_000);
    expect(["one\n", "two\n"]).toContain(rest);
  }
});

test("D5 only lines after a moment", async () => {
  await using sandbox = await Sandbox.run(
    "sh",
    "-c",
    "trap exit TERM; echo before; until [ -e /tmp/go ]; do sleep 0.1; done; echo after; sleep infinity & wait",
  );
  await expect.poll(() => collect(sandbox.streamLogs())).toEqual(["before\n"]);
  // Between both lines also for a clock that counts only milliseconds.
  await sleep(50);
  const sinceTime = new Date();
  await sleep(50);
  await sandbox.writeFile("/tmp/go", new Uint8Array());
  await expect.poll(() => collect(sandbox.streamLogs())).toEqual(["before\n", "after\n"]);
  expect(await collect(sandbox.streamLogs({ sinceTime }))).toEqual(["after\n"]);
});

test("D6 neither commands nor the default main process are logged", async () => {
  await using sandbox = await Sandbox.run();
  await sandbox.exec(["sh", "-c", "echo not in the log; echo nor this >&2"], { check: true });
  expect(await collect(sandbox.streamLogs())).toEqual([]);
  expect(await collect(sandbox.streamLogs({ tailLines: 10 }))).toEqual([]);
});

test("D7 a finished sandbox keeps its log; following it is refused", async () => {
  const sandbox = await Sandbox.run("sh", "-c", "echo kept; echo both >&2");
  await sandbox.waitUntilComplete();
  const attached = await Sandbox.fromId(sandbox.sandboxId ?? "");
  for (const finished of [sandbox, attached]) {
    expect((await collect(finished.streamLogs())).toSorted()).toEqual(["both\n", "kept\n"]);
    await expect(collect(finished.streamLogs({ follow: true }))).rejects.toBeInstanceOf(
      SandboxNotRunningError,
    );
  }

  const stopped = await runPrinting("echo kept too");
  await stopped.stop();
  expect(await collect(stopped.streamLogs())).toEqual(["kept too\n"]);
});

test("D8 a last line without newline comes without", async () => {
  const sandbox = await Sandbox.run("sh", "-c", "echo whole; printf half");
  await sandbox.waitUntilComplete();
  expect(await collect(sandbox.streamLogs())).toEqual(["whole\n", "half"]);
});

test("long lines, empty lines and characters of several bytes come as they were printed", async () => {
  const print = String.raw`process.stdout.write("x".repeat(100_000) + "\n\n" + "ä€😀".repeat(20_000) + "\n")`;
  const sandbox = await Sandbox.run("node", "-e", print);
  await sandbox.waitUntilComplete();
  const lines = await collect(sandbox.streamLogs());
  expect(lines.map((line) => line.length)).toEqual([100_001, 1, 80_001]);
  expect(lines[2] === `${"ä€😀".repeat(20_000)}\n`).toBe(true);
});

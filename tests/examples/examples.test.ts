import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

const root = fileURLToPath(new URL("../..", import.meta.url));
const execute = promisify(execFile);

async function run(example: string): Promise<string> {
  const { stdout, stderr } = await execute(process.execPath, ["--import", "tsx", `examples/${example}.ts`], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1" },
  });
  expect(stderr).toBe("");
  return stdout;
}

test("quickstart: a table of real files, an error as users see it, times", async () => {
  const output = await run("quickstart");
  expect(output).toMatch(/│ 'Apache-2\.0' +│ \d+ +│ \d+ +│ 'licen[cs]e/);
  expect(output).toContain("RangeError");
  expect(output).toMatch(/quickstart\.ts:\d+/);
  expect(output).toMatch(/first call: \d+ ms\na later call: \d+ ms\nmap of \d+ files: \d+ ms/);
});

test("session pool", async () => {
  expect(await run("session-pool")).toBe([0, 1, 2, 3, 4].map((index) => `hello from ${index}\n`).join(""));
});

test("streaming", async () => {
  const output = await run("streaming");
  expect(output.match(/received: /g)).toHaveLength(3);
  expect(output).toContain("ended with 0, said on stderr: warning");
});

test("stdin", async () => {
  expect(await run("stdin")).toBe("apple, banana, cherry\n");
});

test("files", async () => {
  expect(await run("files")).toBe("one\nthree\ntwo\n");
});

test("function with closure", async () => {
  expect(await run("function-with-closure")).toBe(
    "[ '163.40 JPY', '1499.08 JPY', '500.00 JPY' ]\n326.80 JPY (computed here, without a sandbox)\n",
  );
});

test("error handling", async () => {
  expect((await run("error-handling")).trim().split("\n")).toEqual([
    "an exit code is a result: 42",
    "checked command: exit code 42",
    "slow command: time limit",
    "missing file: CWSANDBOX_FILE_NOT_FOUND for /nope",
    "unknown sandbox: no sandbox nope",
    "function: SyntaxError",
  ]);
});

test("reconnect from another process", async () => {
  expect(await run("reconnect")).toBe("running: left by another process\n");
});

import { CWSandboxValidationError, Sandbox, SandboxExecutionError } from "cwsandbox";
import { expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

const server = useTestServer({ arguments: ["--log-level", "debug"] });

const TERMINAL = ["completed", "failed", "terminated"];

test("A1 quick start: one sandbox, one echo, gone after the scope", async () => {
  let id: string | null;
  {
    await using sandbox = await Sandbox.run();
    const result = await sandbox.exec(["echo", "Hello"]);
    expect(result.stdout).toBe("Hello\n");
    expect(result.returncode).toBe(0);
    expect(result.command).toEqual(["echo", "Hello"]);
    id = sandbox.sandboxId;
    expect(id).toMatch(/.+/);
  }
  const attached = await Sandbox.fromId(id ?? "");
  expect(TERMINAL).toContain(attached.status);
});

test("A2 a command as main process", async () => {
  await using sandbox = await Sandbox.run("sleep", "infinity");
  expect(sandbox.status).toBe("pending");
  expect(await sandbox.wait()).toBe(sandbox);
  expect(sandbox.status).toBe("running");
  expect(sandbox.startedAt).toBeInstanceOf(Date);
  expect(sandbox.runnerId).toMatch(/.+/);
  const shown = await sandbox.exec(["sh", "-c", "tr '\\0' ' ' < /proc/1/cmdline"]);
  expect(shown.stdout).toBe("sleep infinity ");
  await sandbox.stop({ gracefulShutdownSeconds: 0 });
});

test("A3 run, wait and exec can be chained", async () => {
  const sandbox = await (await Sandbox.run("sleep", "infinity")).wait();
  const result = await sandbox.exec(["echo", "ready"]);
  expect(result.stdout).toBe("ready\n");
  await sandbox.stop({ gracefulShutdownSeconds: 0 });
});

test("A4 without a scope, stop resolves when the end is reached", async () => {
  const sandbox = await Sandbox.run();
  await sandbox.exec(["true"]);
  await sandbox.stop();
  expect(TERMINAL).toContain(sandbox.status);
  const attached = await Sandbox.fromId(sandbox.sandboxId ?? "");
  expect(attached.status).toBe(sandbox.status);
  const log = await server.current.readLog();
  expect(log).toContain(sandbox.sandboxId);
  await sandbox.stop();
  expect(TERMINAL).toContain(sandbox.status);
  expect((await server.current.readLog()).slice(log.length)).not.toContain(sandbox.sandboxId);
});

test("A5 several commands are independent and share the files", async () => {
  await using sandbox = await Sandbox.run();
  const [version, computed, listed] = await Promise.all([
    sandbox.exec(["node", "--version"]),
    sandbox.exec(["node", "-p", "40 + 2"]),
    sandbox.exec(["ls", "/"]),
  ]);
  expect(version.stdout).toMatch(/^v24\.\d+\.\d+\n$/);
  expect(computed.stdout).toBe("42\n");
  expect(listed.stdout.split("\n")).toEqual(expect.arrayContaining(["etc", "tmp", "usr"]));
  await sandbox.exec(["sh", "-c", "echo 'written by one' > /tmp/shared.txt"], { check: true });
  expect((await sandbox.exec(["cat", "/tmp/shared.txt"])).stdout).toBe("written by one\n");
});

test("A6 standard output and standard error stay apart", async () => {
  await using sandbox = await Sandbox.run();
  const result = await sandbox.exec(["sh", "-c", "echo out; echo err >&2"]);
  expect(result.stdout).toBe("out\n");
  expect(result.stderr).toBe("err\n");
});

test("A7 a non-zero exit code is a result, not an error", async () => {
  await using sandbox = await Sandbox.run();
  const result = await sandbox.exec(["sh", "-c", "exit 42"]);
  expect(result.returncode).toBe(42);
});

test("A8 check turns a non-zero exit into an error that keeps the output", async () => {
  await using sandbox = await Sandbox.run();
  const command = ["sh", "-c", "echo before; echo why >&2; exit 42"];
  const failing = sandbox.exec(command, { check: true });
  let streamed = "";
  for await (const piece of failing.stdout) streamed += piece;
  expect(streamed).toBe("before\n");
  const error = await failing.result().catch((caught: unknown) => caught);
  if (!(error instanceof SandboxExecutionError)) throw error;
  expect(error.execResult).toMatchObject({ returncode: 42, stdout: "before\n", stderr: "why\n" });
});

test("A9 working directory: blanks, quotes and dollars are only characters", async () => {
  await using sandbox = await Sandbox.run();
  const shown = await sandbox.exec(["pwd"], { cwd: "/tmp" });
  expect(shown.stdout).toBe("/tmp\n");
  expect(shown.command).toEqual(["pwd"]);

  const name = `/tmp/it's "$HOME" \`x\` a b`;
  await sandbox.exec(["mkdir", "-p", "/tmp/a b", name], { check: true });
  await sandbox.writeFile("/tmp/a b/inside", Buffer.from("x"));
  expect((await sandbox.exec(["ls"], { cwd: "/tmp/a b" })).stdout).toBe("inside\n");
  expect((await sandbox.exec(["pwd"], { cwd: name })).stdout).toBe(`${name}\n`);

  const word = `it's "$HOME" $(id) \`id\` \\n *`;
  expect((await sandbox.exec(["printf", "%s", word], { cwd: "/tmp" })).stdout).toBe(word);
  expect((await sandbox.exec(["printf", "%s", word])).stdout).toBe(word);
});

test("A9 working directory: what can never work is refused at the call", async () => {
  await using sandbox = await Sandbox.run();
  for (const cwd of ["", "tmp"]) {
    expect(() => sandbox.exec(["ls"], { cwd })).toThrow(CWSandboxValidationError);
    expect(() => sandbox.exec(["ls"], { cwd })).toThrow(expect.objectContaining({ field: "cwd" }));
  }
  const missing = await sandbox.exec(["ls"], { cwd: "/no/such/place" });
  expect(missing.returncode).not.toBe(0);
  expect(missing.stderr).toMatch(/no\/such\/place/);
});

test("A10 an empty command is refused at the call and not counted", async () => {
  await using sandbox = await Sandbox.run();
  const before = { ...sandbox.execStats };
  expect(() => sandbox.exec([])).toThrow(CWSandboxValidationError);
  expect(() => sandbox.exec([])).toThrow(expect.objectContaining({ field: "command" }));
  expect(sandbox.execStats).toEqual(before);
});

test("A11 two thousand lines arrive completely and in order", async () => {
  await using sandbox = await Sandbox.run();
  const expected = Array.from({ length: 2000 }, (_, index) => `line ${index + 1}\n`).join("");
  const command = ["sh", "-c", 'i=1; while [ $i -le 2000 ]; do echo "line $i"; i=$((i+1)); done'];
  const counting = sandbox.exec(command);
  let streamed = "";
  for await (const piece of counting.stdout) streamed += piece;
  expect(streamed).toBe(expected);
  expect((await counting).stdout).toBe(expected);
});

test("A12 bytes that are no text arrive unchanged", async () => {
  await using sandbox = await Sandbox.run();
  const result = await sandbox.exec(["printf", String.raw`a\377\376\000b\303`]);
  expect(Buffer.from(result.stdoutBytes)).toEqual(Buffer.from([0x61, 0xff, 0xfe, 0x00, 0x62, 0xc3]));
  expect(result.stdout).toBe("a\uFFFD\uFFFD\0b\uFFFD");
});

test("A13 environment values arrive unchanged", async () => {
  const environmentVariables = {
    LOG_LEVEL: "debug",
    MSG: 'a b$c"d',
    LINES_: "one\ntwo",
    EMPTY: "",
    UMLAUT: "äöü€",
  };
  await using sandbox = await Sandbox.run({ environmentVariables });
  const names = Object.keys(environmentVariables);
  const print = `process.stdout.write(JSON.stringify(Object.fromEntries(${JSON.stringify(names)}.map((name) => [name, process.env[name]]))))`;
  const result = await sandbox.exec(["node", "-e", print], { check: true });
  expect(JSON.parse(result.stdout)).toEqual(environmentVariables);
  const main = await Sandbox.run("sh", "-c", 'printf "%s" "$MSG"', { environmentVariables });
  await main.waitUntilComplete();
  let logged = "";
  for await (const line of main.streamLogs()) logged += line;
  expect(logged).toBe('a b$c"d');
});

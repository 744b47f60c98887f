import { CWSandboxValidationError, Sandbox, SandboxExecutionError, SandboxNotRunningError } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { isRunning } from "../support/inside.js";
import { useTestServer } from "../support/suite.js";
import { watchScreen } from "../support/terminal.js";

useTestServer();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.run();
});
afterAll(() => sandbox.stop().result());

test("C15 a terminal has the size it was given, changes it, echoes, and ends with the shell's exit code", async () => {
  const terminal = sandbox.shell(["/bin/sh"], { width: 80, height: 24 });
  const screen = watchScreen(terminal);
  await screen.until("# ");
  terminal.stdin.writeline("stty size");
  await screen.until("stty size");
  await screen.until("24 80\r\n");
  await screen.until("# ");
  terminal.resize(100, 30);
  // The new size is not part of the input, so the shell may read its next line before.
  terminal.stdin.writeline("until stty size | grep '^30 100$'; do sleep 0.05; done");
  await screen.until("\n30 100\r\n");
  terminal.stdin.writeline("exit 7");
  expect(await terminal.wait()).toBe(7);
  expect(terminal.returncode).toBe(7);
  await screen.ended;
  expect(screen.text).toContain("exit 7\r\n");
  expect(await terminal).toEqual({ returncode: 7, command: ["/bin/sh"] });
});

test("C16 an empty command and a resize after the end are refused", async () => {
  expect(() => sandbox.shell([])).toThrow(CWSandboxValidationError);
  const terminal = sandbox.shell(["true"]);
  expect(await terminal.wait()).toBe(0);
  expect(() => terminal.resize(10, 10)).toThrow(SandboxExecutionError);
  expect(() => terminal.stdin.write("x")).toThrow(SandboxExecutionError);
});

test("C16 on a stopped sandbox both the output and the handle fail", async () => {
  const stopped = await Sandbox.run();
  await stopped.stop();
  const terminal = stopped.shell(["/bin/sh"]);
  const read = async (): Promise<void> => {
    for await (const piece of terminal.output) expect(piece).toBeUndefined();
  };
  await expect(read()).rejects.toBeInstanceOf(SandboxNotRunningError);
  await expect(terminal.result()).rejects.toBeInstanceOf(SandboxNotRunningError);
});

test("C17 a conversation with an interactive interpreter", async () => {
  const terminal = sandbox.shell(["node"], { width: 120, height: 40 });
  const screen = watchScreen(terminal);
  await screen.until("> ");
  terminal.stdin.writeline("const six = 2 * 3");
  await screen.until("undefined");
  terminal.stdin.writeline("`answer: ${six * 7}`");
  await screen.until("answer: 42");
  terminal.stdin.writeline("process.exit(3)");
  expect(await terminal.wait()).toBe(3);
  await screen.ended;
});

test("Ctrl-C in a terminal interrupts what runs there, and the shell goes on", async () => {
  const terminal = sandbox.shell(["/bin/sh"]);
  const screen = watchScreen(terminal);
  await screen.until("# ");
  terminal.stdin.writeline("sleep 1357");
  await expect.poll(() => isRunning(sandbox, "sleep 1357")).toBe(true);
  terminal.stdin.write(new Uint8Array([3]));
  await screen.until("# ");
  expect(await isRunning(sandbox, "sleep 1357")).toBe(false);
  terminal.stdin.writeline("echo back again");
  await screen.until("\r\nback again\r\n");
  terminal.stdin.writeline("exit");
  await terminal.wait();
});

test("closing the output ends the session and its processes", async () => {
  const terminal = sandbox.shell(["sleep", "7531"]);
  await expect.poll(() => isRunning(sandbox, "sleep 7531")).toBe(true);
  terminal.output.close();
  await expect(terminal.result()).rejects.toMatchObject({ code: "OPERATION_CANCELLED" });
  await expect.poll(() => isRunning(sandbox, "sleep 7531")).toBe(false);
});

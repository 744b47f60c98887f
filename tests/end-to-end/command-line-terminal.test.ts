import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { CWSANDBOX } from "../support/command-line.js";
import { isRunning } from "../support/inside.js";
import { openPseudoTerminal, type PseudoTerminal } from "../support/pseudo-terminal.js";
import { useTestServer } from "../support/suite.js";

const server = useTestServer();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.run();
  await sandbox.wait();
});
afterAll(() => sandbox.stop());

/** Shows the modes of the terminal, runs a session in it, and shows exit code and modes again. */
const SCRIPT = `
modes() { stty -a | tr '\\n' ' '; }
echo "before{$(modes)}"
sh -c 'echo "process=$$="; exec "$NODE" "$CWSANDBOX" sh "$SANDBOX_ID" --cmd "$COMMAND"'
echo "code=$?= after{$(modes)}"
`;

interface Session {
  readonly terminal: PseudoTerminal;
  /** The command line's own. */
  readonly processId: number;
  /** Resolves with the exit code once the program has ended and the modes were compared. */
  readonly finished: () => Promise<number>;
}

async function openSession(command: string): Promise<Session> {
  const environment = {
    NODE: process.execPath,
    CWSANDBOX,
    SANDBOX_ID: String(sandbox.sandboxId),
    COMMAND: command,
  };
  const terminal = openPseudoTerminal(["sh", "-c", SCRIPT], { columns: 100, rows: 30, environment });
  const [, before = ""] = await terminal.until(/before\{([^}]*)\}/);
  expect(before).toContain("icanon");
  const [, processId = ""] = await terminal.until(/process=(\d+)=/);
  const finished = async (): Promise<number> => {
    const [, code = "", after = ""] = await terminal.until(/code=(\d+)= after\{([^}]*)\}/);
    // The window may have been resized meanwhile; everything else must be as before.
    const withoutSize = (modes: string): string => modes.replace(/rows \d+; columns \d+;/, "");
    expect(withoutSize(after)).toBe(withoutSize(before));
    await terminal.ended;
    return Number(code);
  };
  return { terminal, processId: Number(processId), finished };
}

test("Q4 in a terminal: echo and the exit code, and the local terminal is restored", async () => {
  const { terminal, finished } = await openSession("/bin/sh");
  await terminal.until(/# /);
  terminal.type("echo $((6 * 7))\r");
  await terminal.until(/echo \$\(\(6 \* 7\)\)\r\n42\r\n/);
  terminal.type("exit 3\r");
  expect(await finished()).toBe(3);
});

test("Q4 the session has the size of the window and follows it", async () => {
  const { terminal, finished } = await openSession("/bin/sh");
  await terminal.until(/# /);
  terminal.type("stty size\r");
  await terminal.until(/\r\n30 100\r\n/);
  terminal.resize(132, 43);
  await expect
    .poll(async () => {
      terminal.type("stty size\r");
      const [, size] = await terminal.until(/\r\n(\d+ \d+)\r\n/);
      return size;
    })
    .toBe("43 132");
  terminal.type("exit\r");
  expect(await finished()).toBe(0);
});

test("Q4 Ctrl-C goes to the sandbox and the session goes on", async () => {
  const { terminal, finished } = await openSession("/bin/sh");
  await terminal.until(/# /);
  terminal.type("sleep 2468\r");
  await expect.poll(() => isRunning(sandbox, "sleep 2468")).toBe(true);
  terminal.type("\u0003");
  await terminal.until(/# /);
  expect(await isRunning(sandbox, "sleep 2468")).toBe(false);
  terminal.type("echo still $((40 + 2))\r");
  await terminal.until(/\r\nstill 42\r\n/);
  terminal.type("\u0004");
  expect(await finished()).toBe(0);
});

test("Q4 --cmd is split like a shell does, and every byte that is typed arrives", async () => {
  const { terminal, finished } = await openSession(
    `sh -c "stty raw -echo; echo ready; head -c 5000 | cksum"`,
  );
  await terminal.until(/ready/);
  terminal.type("0123456789".repeat(500));
  const [, size] = await terminal.until(/\d+ (\d+)\s/);
  expect(size).toBe("5000");
  expect(await finished()).toBe(0);
});

test("Q4 a program that is told to end restores the terminal", async () => {
  const { terminal, processId, finished } = await openSession("sh -c 'echo $$ is here; exec sleep 8642'");
  await terminal.until(/is here/);
  await expect.poll(() => isRunning(sandbox, "sleep 8642")).toBe(true);
  process.kill(processId, "SIGTERM");
  expect(await finished()).toBe(143);
  await expect.poll(() => isRunning(sandbox, "sleep 8642")).toBe(false);
});

test("Q4 the terminal is restored also after kill -9 of the server", async () => {
  const { terminal, finished } = await openSession("/bin/sh");
  await terminal.until(/# /);
  await server.current.kill("SIGKILL");
  expect(await finished()).toBe(1);
  expect(terminal.screen).toMatch(/Error:\S* Service unavailable: /);
  await server.current.restart();
});

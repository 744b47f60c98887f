import { once } from "node:events";
import { createInterface } from "node:readline";
import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { runCommandLine, runShellLine, startCommandLine } from "../support/command-line.js";
import { isRunning } from "../support/inside.js";
import { peakMemoryBytes } from "../support/memory.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

let sandbox: Sandbox;
let id = "";
beforeAll(async () => {
  sandbox = await Sandbox.run({ tags: ["kept"] });
  await sandbox.wait();
  id = String(sandbox.sandboxId);
});
afterAll(() => sandbox.stop());

describe("ls", () => {
  test("Q1 without sandboxes it says so", async () => {
    const words = ["ls", "--tag", uniqueTag("none")];
    expect(await runCommandLine(...words)).toEqual({
      code: 0,
      stdout: "No sandboxes found.\n",
      stderr: "",
    });
    expect((await runCommandLine(...words, "-o", "json")).stdout).toBe("[]\n");
  });

  test("Q1 with sandboxes it is a table with fixed columns", async () => {
    const { code, stdout } = await runCommandLine("ls", "-t", "kept", "-s", "RUNNING");
    expect(code).toBe(0);
    const [titles, dashes, row = "", end] = stdout.split("\n");
    expect(titles).toBe(
      `${"SANDBOX ID".padEnd(40)} ${"STATUS".padEnd(14)} ${"TOWER".padEnd(20)} ${"RUNWAY".padEnd(20)} STARTED AT`,
    );
    expect(dashes).toMatch(/^-+$/);
    expect(row.slice(0, 41)).toBe(`${id.padEnd(40)} `);
    expect(row.slice(41, 56)).toBe(`${"running".padEnd(14)} `);
    expect(row.slice(56, 77).trim()).toBe(sandbox.runnerId);
    expect(row.slice(98)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    expect(end).toBe("");
  });

  test("Q1 as JSON it has the documented keys", async () => {
    const { stdout } = await runCommandLine("ls", "--tag", "kept", "--output", "json");
    const [listed] = await Sandbox.list({ tags: ["kept"] });
    expect(JSON.parse(stdout)).toEqual([
      {
        sandbox_id: id,
        status: "running",
        runner_id: sandbox.runnerId,
        profile_id: listed?.profileId,
        runner_group_id: listed?.runnerGroupId,
        started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      },
    ]);
    expect(stdout).toMatch(/^\[\n {2}\{\n {4}"sandbox_id"/);
  });

  test("Q1 all tags must match, runners filter, and ended ones show up by their status", async () => {
    const tag = uniqueTag("ended");
    const ended = await Sandbox.run("sh", "-c", "exit 0", { tags: [tag, "kept"] });
    await ended.waitUntilComplete();
    const list = async (...words: string[]): Promise<string> =>
      (await runCommandLine("ls", "-t", tag, ...words)).stdout;
    expect(await list()).toBe("No sandboxes found.\n");
    expect(await list("-s", "completed")).toContain(ended.sandboxId);
    expect(await list("-s", "completed", "-t", "kept")).toContain(ended.sandboxId);
    expect(await list("-s", "completed", "-t", "other")).toBe("No sandboxes found.\n");
    expect(await list("-s", "completed", "-T", "nowhere")).toBe("No sandboxes found.\n");
  });

  test("Q1 an unknown status is wrong usage", async () => {
    const { code, stdout, stderr } = await runCommandLine("ls", "--status", "nope");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("'nope' is invalid");
    expect(stderr).toContain("Usage: cwsandbox ls");
    expect((await runCommandLine("ls", "--status", "unspecified")).code).toBe(2);
  });
});

describe("exec", () => {
  test("Q2 both outputs and the exit code are the command's", async () => {
    expect(await runCommandLine("exec", id, "sh", "-c", "echo a; echo b >&2; exit 5")).toEqual({
      code: 5,
      stdout: "a\n",
      stderr: "b\n",
    });
  });

  test("Q2 an unknown sandbox is an error in one line", async () => {
    const { code, stdout, stderr } = await runCommandLine("exec", "nope", "true");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: [^\n]*nope[^\n]*\n$/);
  });

  test("Q2 a limit must be above zero, and a command that exceeds it is ended", async () => {
    const wrong = await runCommandLine("exec", "-t", "0", id, "true");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("Usage: cwsandbox exec");
    const { code, stderr } = await runCommandLine("exec", "-t", "0.5", id, "sleep", "1359");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: .*limit of 0\.5 s/);
    await expect.poll(() => isRunning(sandbox, "sleep 1359")).toBe(false);
  });

  test("Q2 -w is the directory, before or after the id", async () => {
    expect((await runCommandLine("exec", "-w", "/tmp", id, "pwd")).stdout).toBe("/tmp\n");
    expect((await runCommandLine("exec", id, "--cwd=/usr", "pwd")).stdout).toBe("/usr\n");
    expect((await runCommandLine("exec", "-w", "tmp", id, "pwd")).code).toBe(2);
  });

  test("Q2 options behind the command belong to it, and -- says where it begins", async () => {
    const show = ["sh", "-c", 'printf "[%s]" "$@"', "sh"];
    const words = ["-w", "/tmp", "-t", "5", "--help", "--", "-x"];
    const shown = words.map((word) => `[${word}]`).join("");
    expect((await runCommandLine("exec", id, ...show, ...words)).stdout).toBe(shown);
    expect((await runCommandLine("exec", id, "--", ...show, ...words)).stdout).toBe(shown);
    expect((await runCommandLine("exec", "--", id, ...show, ...words)).stdout).toBe(shown);
    const odd = await runCommandLine("exec", id, "--odd");
    expect(odd.code).toBe(127);
    expect(odd.stderr).toContain("--odd");
  });

  test("Q2 a reader that leaves is no failure, and the command ends", async () => {
    const { stdout } = await runShellLine(`cwsandbox exec ${id} yes | head -1; echo "\${PIPESTATUS[0]}"`);
    expect(stdout).toBe("y\n0\n");
    await expect.poll(() => isRunning(sandbox, "yes")).toBe(false);
  });

  test("Q2 Ctrl-C ends the command and gives 130", async () => {
    const child = startCommandLine(["exec", id, "sh", "-c", "echo begun; exec sleep 1360"]);
    const ended = once(child, "close");
    await once(child.stdout, "data");
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    await expect.poll(() => isRunning(sandbox, "sleep 1360")).toBe(false);
  });

  test("a large output passes through in little memory", async () => {
    const child = startCommandLine(["exec", id, "head", "-c", "300000000", "/dev/zero"]);
    let sizeBytes = 0;
    let peakBytes = 0;
    for await (const piece of child.stdout.iterator()) {
      sizeBytes += Buffer.byteLength(piece);
      if (peakBytes === 0 && sizeBytes > 250_000_000) peakBytes = await peakMemoryBytes(Number(child.pid));
    }
    expect(sizeBytes).toBe(300_000_000);
    expect(peakBytes).toBeLessThan(220_000_000);
  });

  test("output arrives while the command runs", async () => {
    await sandbox.exec(["mkfifo", "/tmp/gate"], { check: true });
    const child = startCommandLine(["exec", id, "sh", "-c", "echo one; read line < /tmp/gate; echo two"]);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe("one");
    await sandbox.exec(["sh", "-c", "echo > /tmp/gate"], { check: true });
    expect((await lines.next()).value).toBe("two");
  });
});

describe("logs", () => {
  let speaker: Sandbox;
  let speakerId = "";
  beforeAll(async () => {
    const script = "for n in 1 2 3 4; do echo line $n; done; while :; do sleep 1; done";
    speaker = await Sandbox.run("sh", "-c", script);
    await speaker.wait();
    speakerId = String(speaker.sandboxId);
    for await (const line of speaker.streamLogs({ follow: true })) if (line === "line 4\n") break;
  });
  afterAll(() => speaker.stop({ gracefulShutdownSeconds: 0 }));

  test("Q3 --tail gives the last lines, --since what came after a time, -t the times", async () => {
    expect(await runCommandLine("logs", speakerId, "--tail", "2")).toEqual({
      code: 0,
      stdout: "line 3\nline 4\n",
      stderr: "",
    });
    const all = "line 1\nline 2\nline 3\nline 4\n";
    expect((await runCommandLine("logs", speakerId, "--since", "2024-01-01")).stdout).toBe(all);
    expect((await runCommandLine("logs", speakerId, "--since", "2124-01-01 00:00:00")).stdout).toBe("");
    const { stdout } = await runCommandLine("logs", "-t", "--tail", "1", speakerId);
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT\S+ line 4\n$/);
  });

  test.each([
    ["--tail", "-1"],
    ["--since", "yesterday"],
    ["--since", "2024-02-30"],
  ])("Q3 %s %s is wrong usage", async (...words) => {
    const { code, stderr } = await runCommandLine("logs", speakerId, ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(words[0]);
  });

  test("Q3 -f goes on until Ctrl-C, which is a success", async () => {
    const child = startCommandLine(["logs", "-f", speakerId]);
    const ended = once(child, "close");
    let seen = "";
    child.stdout.on("data", (piece: Buffer) => {
      seen += piece.toString();
      if (seen.includes("line 4\n")) child.kill("SIGINT");
    });
    expect(await ended).toEqual([0, null]);
    expect(seen).toBe("line 1\nline 2\nline 3\nline 4\n");
  });

  test("Q3 a reader that leaves is a success", async () => {
    const line = `cwsandbox logs -f ${speakerId} | head -2; echo "\${PIPESTATUS[0]}"`;
    // The pipe breaks at the next line that is written.
    const writing = setInterval(() => void speaker.exec(["sh", "-c", "echo more > /proc/1/fd/1"]), 500);
    const { stdout } = await runShellLine(line).finally(() => clearInterval(writing));
    expect(stdout).toBe("line 1\nline 2\n0\n");
  });
});

test("--auth and CWSANDBOX_AUTH choose the credentials", async () => {
  const chosen = await runCommandLine("--auth", "COREWEAVE_API_KEY", "get", id);
  expect(chosen.code).toBe(1);
  expect(chosen.stderr).toMatch(/^Error: [^\n]*CWSANDBOX_API_KEY is not set[^\n]*\n$/);
  const wrong = await runCommandLine("--auth", "nope", "get", id);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("Allowed choices are coreweave_api_key, wandb.");
  const { stdout } = await runShellLine(
    `CWSANDBOX_AUTH=coreweave_api_key CWSANDBOX_API_KEY=x cwsandbox get ${id} -o json`,
  );
  expect(JSON.parse(stdout)).toMatchObject({ sandbox_id: id });
});

describe("sh without a terminal", () => {
  test("Q4 it says so and fails", async () => {
    const { code, stdout, stderr } = await runCommandLine("sh", id);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: .*terminal/);
  });

  test.each(["", "   ", "sh 'a", 'sh "a', "sh a\\"])("Q4 --cmd %j is wrong usage", async (text) => {
    const { code, stderr } = await runCommandLine("sh", id, "--cmd", text);
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: cwsandbox sh");
  });
});

test("T18 logs with times follow a counter while exec changes the message it prints", async () => {
  const script =
    "n=0; while :; do n=$((n+1)); echo count $n $(cat /tmp/message 2>/dev/null); sleep 0.3; done";
  const counter = await Sandbox.run("sh", "-c", script);
  const counterId = String(counter.sandboxId);
  const child = startCommandLine(["logs", "-f", "-t", counterId]);
  const ended = once(child, "close");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const untilLine = async (pattern: RegExp): Promise<void> => {
    for (let next = await lines.next(); !pattern.test(String(next.value)); next = await lines.next()) {
      if (next.done === true) throw new Error(`the log ended before ${String(pattern)}`);
    }
  };
  await untilLine(/^\d{4}-\S+ count \d+/);
  await runCommandLine("exec", counterId, "sh", "-c", "echo hello from exec > /tmp/message");
  await untilLine(/count \d+ hello from exec/);
  const shell = counter.shell(["/bin/sh"]);
  shell.stdin.writeline("echo hello from shell > /tmp/message; exit");
  expect(await shell.wait()).toBe(0);
  await untilLine(/count \d+ hello from shell/);
  child.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  expect((await runCommandLine("stop", "--graceful-shutdown-seconds", "0", counterId)).stdout).toBe(
    `Stopped sandbox ${counterId}.\n`,
  );
});

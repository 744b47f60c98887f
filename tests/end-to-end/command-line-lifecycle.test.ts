import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readCommandLine, runCommandLine, runShellLine, startCommandLine } from "../support/command-line.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cwsandbox-command-line-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Made by the command line; gives its id. */
async function makeSandbox(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommandLine("run", "-d", ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.trimEnd();
}

describe("get", () => {
  test("Q5 shows a running sandbox as fields and as JSON", async () => {
    const id = await makeSandbox();
    const sandbox = await Sandbox.fromId(id);
    await sandbox.wait();
    const { code, stdout } = await runCommandLine("get", id);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^SANDBOX ID {2,}${id}\nSTATUS {2,}running\n`));
    const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`;
    expect(stdout).toMatch(new RegExp(`\nSTARTED AT {2,}${time}\nRETURNCODE {2,}-\n`));
    expect(stdout).toMatch(/\n\nCONTAINERS\nmain \(primary\) {2}\S+\n\nCONTAINER STATUS\nmain {2}running\n$/);
    expect(JSON.parse((await runCommandLine("get", id, "-o", "json")).stdout)).toMatchObject({
      sandbox_id: id,
      status: "running",
      runner_id: sandbox.runnerId,
      runner_group_id: sandbox.runnerGroupId,
      started_at: sandbox.startedAt?.toISOString(),
      returncode: null,
      containers: [{ name: "main", image: expect.any(String), primary: true }],
      container_statuses: [{ name: "main", state: "running", exit_code: null, restart_count: 0 }],
    });
    await sandbox.stop();
  });

  test("Q5 shows the exit code of one that has ended", async () => {
    const id = await makeSandbox("sh", "-c", "exit 0");
    const sandbox = await Sandbox.fromId(id);
    await sandbox.waitUntilComplete();
    const { stdout } = await runCommandLine("get", id, "-o", "json");
    expect(JSON.parse(stdout)).toMatchObject({ status: "completed", returncode: 0 });
    expect((await runCommandLine("get", id)).stdout).toMatch(/\nRETURNCODE {2,}0\n/);
  });

  test("Q5 an unknown sandbox is an error", async () => {
    const { code, stderr } = await runCommandLine("get", "nope");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: .*nope.*\n$/);
  });
});

describe("stop and delete", () => {
  test("Q5 stop says what it stopped, also a second time", async () => {
    const id = await makeSandbox();
    const stopped = { code: 0, stdout: `Stopped sandbox ${id}.\n`, stderr: "" };
    expect(await runCommandLine("stop", id)).toEqual(stopped);
    expect(await runCommandLine("stop", "--missing-ok", id)).toEqual(stopped);
    expect((await runCommandLine("stop", "-q", id)).stdout).toBe("");
    expect(JSON.parse((await runCommandLine("stop", "-o", "json", id)).stdout)).toEqual({
      sandbox_id: id,
      stopped: true,
    });
    expect((await Sandbox.fromId(id)).status).toBe("terminated");
  });

  test("Q5 stop of a missing sandbox is an error unless that is allowed", async () => {
    const { code, stderr } = await runCommandLine("stop", "nope");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: .*nope.*\n$/);
    for (const attempt of [1, 2]) {
      expect(await runCommandLine("stop", "nope", "--missing-ok"), `attempt ${attempt}`).toEqual({
        code: 0,
        stdout: "Sandbox nope is already missing.\n",
        stderr: "",
      });
    }
  });

  test("Q5 snapshots are refused by name, and their options need --snapshot-on-stop", async () => {
    for (const option of ["--no-wait-for-snapshot", "--request-id=again"]) {
      const { code, stderr } = await runCommandLine("stop", "nope", option);
      expect(code).toBe(2);
      expect(stderr).toContain(`'${option.replace(/=.*/, "")}' needs --snapshot-on-stop`);
      expect(stderr).toContain("Usage: cwsandbox stop");
    }
    const { code, stderr } = await runCommandLine("stop", "nope", "--snapshot-on-stop");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: Snapshots are not supported/);
  });

  test("Q5 delete ends it at once", async () => {
    const id = await makeSandbox("sh", "-c", "trap '' TERM; while :; do sleep 1; done");
    expect(await runCommandLine("delete", id)).toEqual({
      code: 0,
      stdout: `Deleted sandbox ${id}.\n`,
      stderr: "",
    });
    expect((await Sandbox.fromId(id)).status).toMatch(/terminated|failed/);
    for (const unknown of [id, "nope"]) {
      const missing = await runCommandLine("delete", unknown);
      expect(missing.code).toBe(1);
      expect(missing.stderr).toMatch(new RegExp(`^Error: .*${unknown}`));
    }
    expect((await runCommandLine("stop", id)).code).toBe(0);
    expect((await runCommandLine("delete", "nope", "--missing-ok")).stdout).toBe("Deleted sandbox nope.\n");
    expect((await runCommandLine("delete", "nope", "--missing-ok", "-q")).stdout).toBe("");
    expect((await runCommandLine("delete", "nope", "-t", "0")).code).toBe(2);
  });
});

describe("files", () => {
  let id = "";
  beforeAll(async () => {
    id = await makeSandbox();
  });
  afterAll(async () => {
    await runCommandLine("delete", id);
  });

  test("Q5 write and read bring every byte", async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
    const local = path.join(folder, "bytes");
    writeFileSync(local, content);
    expect(await runCommandLine("files", "write", id, "/tmp/new folder/bytes", local)).toEqual({
      code: 0,
      stdout: "Wrote 70000 bytes to /tmp/new folder/bytes.\n",
      stderr: "",
    });
    expect((await readCommandLine("files", "read", id, "/tmp/new folder/bytes")).equals(content)).toBe(true);
    const copy = path.join(folder, "copy");
    expect((await runCommandLine("files", "read", id, "/tmp/new folder/bytes", "-o", copy)).stdout).toBe("");
    expect(readFileSync(copy).equals(content)).toBe(true);
    expect((await runCommandLine("files", "write", "-q", id, "/tmp/quiet", local)).stdout).toBe("");
  });

  test("Q5 a missing file is an error there and wrong usage here", async () => {
    const there = await runCommandLine("files", "read", id, "/tmp/missing");
    expect(there.code).toBe(1);
    expect(there.stderr).toMatch(/^Error: [^\n]*\/tmp\/missing[^\n]*\n$/);
    const here = await runCommandLine("files", "write", id, "/tmp/x", path.join(folder, "missing"));
    expect(here.code).toBe(2);
    expect(here.stderr).toContain("Usage: cwsandbox files write");
  });

  test("a reader of a file that leaves is no failure", async () => {
    const large = path.join(folder, "large");
    writeFileSync(large, Buffer.alloc(3_000_000, "line\n"));
    await runCommandLine("files", "write", id, "/tmp/large", large);
    const line = `cwsandbox files read ${id} /tmp/large | head -1; echo "\${PIPESTATUS[0]}"`;
    expect((await runShellLine(line)).stdout).toBe("line\n0\n");
  });
});

describe("run", () => {
  const listByTag = async (tag: string): Promise<readonly Sandbox[]> => Sandbox.list({ tags: [tag] });

  test("a command has its outputs, exit code and options, and its sandbox is gone afterwards", async () => {
    const tag = uniqueTag("run");
    const options = ["--tag", tag, "-e", "GREETING=hi there", "--env", "EMPTY=", "--memory", "256Mi"];
    const words = ["sh", "-c", 'echo "$GREETING$EMPTY"; echo err >&2; exit 3', "-d"];
    expect(await runCommandLine("run", ...options, "--", ...words)).toEqual({
      code: 3,
      stdout: "hi there\n",
      stderr: "err\n",
    });
    expect(await listByTag(tag)).toEqual([]);
  });

  test("with -d the command is the main process", async () => {
    const id = await makeSandbox("--", "sh", "-c", "echo from the main process");
    const sandbox = await Sandbox.fromId(id);
    await sandbox.waitUntilComplete();
    expect((await runCommandLine("logs", id)).stdout).toBe("from the main process\n");
  });

  test("without a command it prints the id", async () => {
    const { stdout } = await runCommandLine("run", "-o", "json", "--lifetime", "60");
    const answer: unknown = JSON.parse(stdout);
    expect(answer).toEqual({ sandbox_id: expect.stringMatching(/^\S+$/) });
    const id = /"sandbox_id": "(\S+)"/.exec(stdout)?.[1] ?? "";
    expect((await runCommandLine("exec", id, "echo", "in it")).stdout).toBe("in it\n");
    await runCommandLine("stop", id);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s stops the sandbox", async (signal, code) => {
    const tag = uniqueTag("interrupted");
    const child = startCommandLine(["run", "--tag", tag, "--", "sh", "-c", "echo begun; sleep 1000"]);
    const ended = once(child, "close");
    await once(child.stdout, "data");
    expect(await listByTag(tag)).toHaveLength(1);
    child.kill(signal);
    expect(await ended).toEqual([code, null]);
    expect(await listByTag(tag)).toEqual([]);
  });

  test("a reader that leaves stops the sandbox", async () => {
    const tag = uniqueTag("left");
    const line = `cwsandbox run --tag ${tag} -- yes | head -1; echo "\${PIPESTATUS[0]}"`;
    expect((await runShellLine(line)).stdout).toBe("y\n0\n");
    expect(await listByTag(tag)).toEqual([]);
  });

  test("what the server refuses is an error, and nothing is left", async () => {
    const { code, stdout, stderr } = await runCommandLine("run", "--image", "missing:1", "--", "true");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: [^\n]*missing:1[^\n]*\n$/);
  });
});

import { readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { Sandbox, SandboxError } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { isRunning } from "../support/inside.js";
import { findLastingLeftovers, listNamespaces, NOTHING_LEFT } from "../support/leftovers.js";
import { type RunningProgram, startProgram } from "../support/program.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

const server = useTestServer({ arguments: ["--most-prepared", "0"] });

async function expectNothingLeft(): Promise<void> {
  expect(await findLastingLeftovers(server.current.directory, [server.current.pid])).toEqual(NOTHING_LEFT);
}

async function killClient(program: RunningProgram): Promise<void> {
  program.child.kill("SIGKILL");
  await program.ended;
}

/** Stops every sandbox that lives on, in the way the rules say, and gives their number. */
async function stopAll(tag: string): Promise<number> {
  const found = await Sandbox.list({ tags: [tag] });
  await Promise.all(found.map((sandbox) => sandbox.stop({ gracefulShutdownSeconds: 0 })));
  return found.length;
}

/** What a sandbox prints, or how it ended when its client died before it had the answer to the create. */
async function wholeOrRolledBack(sandbox: Sandbox): Promise<string | null> {
  try {
    return (await sandbox.exec(["echo", "whole"])).stdout;
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return (await sandbox.waitUntilComplete(60, { raiseOnTermination: false })).status;
  }
}

/** Starts a client program that says `now` when it does what shall be interrupted. */
async function startClient(
  body: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningProgram> {
  const program = await startProgram(`import { Sandbox, Session } from "cwsandbox";\n${body}`, environment);
  await program.untilPrinted("now");
  return program;
}

test("a stopped sandbox takes its namespaces along", async () => {
  const sandbox = await Sandbox.run();
  const kinds = ["mnt", "pid", "net", "ipc", "uts", "user", "cgroup"];
  const links = kinds.map((kind) => `/proc/self/ns/${kind}`);
  const shown = await sandbox.exec(["readlink", ...links], { check: true });
  const own = shown.stdout.trim().split("\n");
  const host = await Promise.all(links.map((link) => readlink(link)));
  expect(own).toHaveLength(kinds.length);
  for (const name of own) expect(host).not.toContain(name);
  expect([...(await listNamespaces())]).toEqual(expect.arrayContaining(own));
  await sandbox.stop();
  await expect
    .poll(async () => {
      const remaining = await listNamespaces();
      return own.filter((name) => remaining.has(name));
    })
    .toEqual([]);
  await expectNothingLeft();
});

describe("a client that is killed", () => {
  test.each([0, 3, 10, 30, 60, 120])("while it creates sandboxes, %i ms later", async (delayMilliseconds) => {
    const tag = uniqueTag("create");
    const program = await startClient(
      `console.log("now");
       for (;;) await Promise.all([1, 2, 3].map(() => Sandbox.run({ tags: [process.env["TAG"] ?? ""] })));`,
      { TAG: tag },
    );
    await sleep(delayMilliseconds);
    await killClient(program);
    const found = await Sandbox.list({ tags: [tag] });
    for (const sandbox of found)
      expect(["whole\n", "terminated"]).toContain(await wholeOrRolledBack(sandbox));
    // What the client had sent before its end may arrive after this list.
    await expect.poll(() => stopAll(tag)).toBe(0);
    await expectNothingLeft();
  });

  test("while a command runs: the command ends, the sandbox lives on", async () => {
    const tag = uniqueTag("exec");
    const program = await startClient(
      `const sandbox = await Sandbox.run({ tags: [process.env["TAG"] ?? ""] });
       const command = sandbox.exec(["sh", "-c", "trap '' TERM HUP INT; echo started; sleep 7001 & sleep 7002"]);
       for await (const piece of command.stdout) console.log("now", piece);`,
      { TAG: tag },
    );
    const [sandbox] = await Sandbox.list({ tags: [tag] });
    if (sandbox === undefined) throw new Error("the client made a sandbox");
    await expect.poll(() => isRunning(sandbox, "sleep 7002")).toBe(true);
    await killClient(program);
    await expect.poll(() => isRunning(sandbox, "sleep 7002")).toBe(false);
    await expect.poll(() => isRunning(sandbox, "sleep 7001")).toBe(false);
    expect(await sandbox.getStatus()).toBe("running");
    expect(await stopAll(tag)).toBe(1);
    await expectNothingLeft();
  });

  test("while a terminal is open: its processes end, the sandbox lives on", async () => {
    const tag = uniqueTag("shell");
    const program = await startClient(
      `const sandbox = await Sandbox.run({ tags: [process.env["TAG"] ?? ""] });
       const terminal = sandbox.shell(["sh", "-c", "echo started; sleep 7003"]);
       for await (const piece of terminal.output) console.log("now", piece.length);`,
      { TAG: tag },
    );
    const [sandbox] = await Sandbox.list({ tags: [tag] });
    if (sandbox === undefined) throw new Error("the client made a sandbox");
    await expect.poll(() => isRunning(sandbox, "sleep 7003")).toBe(true);
    await killClient(program);
    await expect.poll(() => isRunning(sandbox, "sleep 7003")).toBe(false);
    expect(await stopAll(tag)).toBe(1);
    await expectNothingLeft();
  });

  test.each([0, 5, 15, 40, 80])(
    "while it writes a file, %i ms later: old or new, never half",
    async (delayMilliseconds) => {
      const sizeBytes = 20 * 1024 * 1024;
      const sandbox = await Sandbox.run();
      await sandbox.writeFile("/data/file", new TextEncoder().encode("old"));
      const program = await startClient(
        `const sandbox = await Sandbox.fromId(process.env["SANDBOX_ID"] ?? "");
       await sandbox.exec(["true"]);
       const contents = new Uint8Array(${sizeBytes}).fill(120);
       console.log("now");
       for (;;) await sandbox.writeFile("/data/file", contents);`,
        { SANDBOX_ID: sandbox.sandboxId ?? "" },
      );
      await sleep(delayMilliseconds);
      await killClient(program);
      const half = await sandbox.exec(["sh", "-c", "ls -A /data; stat -c %s /data/file"]);
      await expect.poll(async () => (await sandbox.exec(["ls", "-A", "/data"])).stdout).toBe("file\n");
      const size = Number(half.stdout.trim().split("\n").at(-1));
      expect([3, sizeBytes]).toContain(size);
      const sum = await sandbox.exec(["sh", "-c", "head -c 3 /data/file; tail -c 3 /data/file"]);
      expect(["oldold", "xxxxxx"]).toContain(sum.stdout);
      await sandbox.stop({ gracefulShutdownSeconds: 0 });
      await expectNothingLeft();
    },
  );

  test("while it reads a file and follows a log", async () => {
    const tag = uniqueTag("read");
    const program = await startClient(
      `const sandbox = await Sandbox.run("sh", "-c", "while :; do echo tick; sleep 0.05; done", { tags: [process.env["TAG"] ?? ""] });
       await sandbox.exec(["sh", "-c", "head -c 20000000 /dev/zero > /tmp/zero"]);
       void (async () => { for (;;) await sandbox.readFile("/tmp/zero"); })();
       for await (const line of sandbox.streamLogs({ follow: true })) console.log("now", line);`,
      { TAG: tag },
    );
    await sleep(50);
    await killClient(program);
    expect(await stopAll(tag)).toBe(1);
    await expectNothingLeft();
  });

  test("while a function call runs: its sandbox ends by itself", async () => {
    const tag = uniqueTag("call");
    const program = await startClient(
      `const session = new Session({ tags: [process.env["TAG"] ?? ""] });
       const endless = session.function()(() => new Promise((resolve) => { setTimeout(resolve, 600_000); }));
       const call = endless.remote();
       for (;;) {
         const [sandbox] = await Sandbox.list({ tags: [process.env["TAG"] ?? ""], status: "running" });
         if (sandbox !== undefined) break;
       }
       console.log("now");
       await call;`,
      { TAG: tag },
    );
    expect(await Sandbox.list({ tags: [tag] })).toHaveLength(1);
    await killClient(program);
    await expect.poll(() => Sandbox.list({ tags: [tag] })).toEqual([]);
    await expectNothingLeft();
  });

  test.each([0, 20, 60, 120])(
    "while function calls start, %i ms later: no sandbox stays",
    async (delayMilliseconds) => {
      const tag = uniqueTag("calls");
      const program = await startClient(
        `const session = new Session({ tags: [process.env["TAG"] ?? ""] });
       const endless = session.function()(() => new Promise((resolve) => { setTimeout(resolve, 600_000); }));
       const calls = [endless.remote(), endless.remote(), endless.remote()];
       console.log("now");
       await Promise.all(calls);`,
        { TAG: tag },
      );
      await sleep(delayMilliseconds);
      await killClient(program);
      await expect.poll(() => Sandbox.list({ tags: [tag] })).toEqual([]);
      await expectNothingLeft();
    },
  );
});

describe("a server that is killed", () => {
  test("finds its sandboxes again: running, with logs, files and a limited lifetime", async () => {
    const tag = uniqueTag("found");
    const sandbox = await Sandbox.run(
      "sh",
      "-c",
      "echo before; until [ -e /tmp/go ]; do sleep 0.1; done; echo after; exit 9",
      {
        tags: [tag],
      },
    );
    await sandbox.writeFile("/tmp/kept", new TextEncoder().encode("kept"));
    const orphan = sandbox.exec(["sh", "-c", "trap '' TERM HUP; sleep 7010"]);
    const failed = expect(orphan.result()).rejects.toThrow();
    await expect.poll(() => isRunning(sandbox, "sleep 7010")).toBe(true);
    await server.current.kill("SIGKILL");
    await failed;
    await server.current.restart();

    const [found] = await Sandbox.list({ tags: [tag] });
    expect(found?.sandboxId).toBe(sandbox.sandboxId);
    expect(found?.status).toBe("running");
    if (found === undefined) return;
    expect(new TextDecoder().decode(await found.readFile("/tmp/kept"))).toBe("kept");
    await expect.poll(() => isRunning(found, "sleep 7010")).toBe(false);
    await found.writeFile("/tmp/go", new Uint8Array());
    await found.waitUntilComplete();
    expect(found.returncode).toBe(9);
    const lines: string[] = [];
    for await (const line of found.streamLogs()) lines.push(line);
    expect(lines).toEqual(["before\n", "after\n"]);
    await expectNothingLeft();
  });

  test("knows how a sandbox ended while nobody was there", async () => {
    const sandbox = await Sandbox.run(
      "sh",
      "-c",
      "until [ -e /tmp/go ]; do sleep 0.1; done; sleep 1; echo last; exit 11",
    );
    await sandbox.writeFile("/tmp/go", new Uint8Array());
    await server.current.kill("SIGKILL");
    await sleep(3000);
    await server.current.restart();
    const found = await Sandbox.fromId(sandbox.sandboxId ?? "");
    await found.waitUntilComplete();
    expect(found.status).toBe("completed");
    expect(found.returncode).toBe(11);
    const lines: string[] = [];
    for await (const line of found.streamLogs()) lines.push(line);
    expect(lines).toEqual(["last\n"]);
    await expectNothingLeft();
  });

  test("a lifetime that passes while nobody is there ends the sandbox at the next start", async () => {
    const sandbox = await Sandbox.run("sleep", "infinity", { maxLifetimeSeconds: 2 });
    await sandbox.wait();
    await server.current.kill("SIGKILL");
    await sleep(3000);
    await server.current.restart();
    const found = await Sandbox.fromId(sandbox.sandboxId ?? "");
    await found.waitUntilComplete(60, { raiseOnTermination: false });
    await expectNothingLeft();
  });

  test.each([0, 5, 15, 30, 50, 80, 120])(
    "in the middle of creating, %i ms later: whole or gone",
    async (delayMilliseconds) => {
      const tag = uniqueTag("creating");
      const creating = Array.from({ length: 4 }, () => Sandbox.run({ tags: [tag] }).catch(() => undefined));
      await sleep(delayMilliseconds);
      await server.current.kill("SIGKILL");
      await server.current.restart();
      await Promise.all(creating);
      const found = await Sandbox.list({ tags: [tag] });
      for (const sandbox of found) {
        await sandbox.wait();
        expect((await sandbox.exec(["echo", "whole"])).stdout).toBe("whole\n");
      }
      await stopAll(tag);
      const finished = await Sandbox.list({ tags: [tag], includeStopped: true });
      for (const { status } of finished) expect(["failed", "terminated", "completed"]).toContain(status);
      await expectNothingLeft();
    },
  );

  test("in the middle of stopping: the stop is finished", async () => {
    const sandbox = await Sandbox.run("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done");
    await sandbox.wait();
    const stopping = sandbox.stop({ gracefulShutdownSeconds: 3 });
    const settled = stopping.catch(() => undefined);
    await sleep(300);
    await server.current.kill("SIGKILL");
    await server.current.restart();
    await expect
      .poll(async () => (await Sandbox.fromId(sandbox.sandboxId ?? "")).status)
      .toBeOneOf(["terminated", "completed", "failed"]);
    await settled;
    await expectNothingLeft();
  });

  test("the sandbox of a function call whose server died ends at the next start", async () => {
    const tag = uniqueTag("lease");
    const program = await startClient(
      `const session = new Session({ tags: [process.env["TAG"] ?? ""] });
       const endless = session.function()(() => new Promise((resolve) => { setTimeout(resolve, 600_000); }));
       endless.remote().catch(() => undefined);
       for (;;) {
         const [sandbox] = await Sandbox.list({ tags: [process.env["TAG"] ?? ""], status: "running" });
         if (sandbox !== undefined) break;
       }
       console.log("now");
       setInterval(() => undefined, 1000);`,
      { TAG: tag },
    );
    await server.current.kill("SIGKILL");
    await killClient(program);
    await server.current.restart();
    await expect.poll(() => Sandbox.list({ tags: [tag] })).toEqual([]);
    await expectNothingLeft();
  });
});

import { type Process, results, Sandbox, SandboxNotFoundError, Session, wait } from "cwsandbox";
import { expect, test } from "vitest";

import { runProgram } from "../support/program.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

const TERMINAL = ["completed", "failed", "terminated"];

async function statusOf(sandboxId: string | null): Promise<string> {
  return (await Sandbox.fromId(sandboxId ?? "never started")).getStatus();
}

test("T1 quick start: one sandbox, one echo", async () => {
  await using sandbox = await Sandbox.run();
  const result = await sandbox.exec(["echo", "Hello from the sandbox"]);
  expect(result).toMatchObject({ stdout: "Hello from the sandbox\n", returncode: 0 });
});

test("T2 basic execution: lifetime, tags, a file of 14 bytes", async () => {
  const tags = [uniqueTag("example"), "basic-execution"];
  await using sandbox = await Sandbox.run({ maxLifetimeSeconds: 60, tags });
  await sandbox.wait();
  expect(sandbox.runnerId).toMatch(/.+/);
  expect((await Sandbox.list({ tags })).map(({ sandboxId }) => sandboxId)).toEqual([sandbox.sandboxId]);
  expect((await sandbox.exec(["echo", "running"])).stdout).toBe("running\n");

  const content = new TextEncoder().encode("Hello, World!\n");
  expect(content).toHaveLength(14);
  await sandbox.writeFile("/tmp/data.txt", content);
  expect(new Uint8Array(await sandbox.readFile("/tmp/data.txt"))).toEqual(content);
  expect((await sandbox.exec(["cat", "/tmp/data.txt"])).stdout).toBe("Hello, World!\n");
});

test("T3 streaming exec: each of five lines is received while the command runs", async () => {
  await using sandbox = await Sandbox.run();
  // It does not end before the last line was seen here, however slow this machine is.
  const script =
    "for i in 1 2 3 4 5; do echo line $i; sleep 0.3; done; until [ -e /tmp/seen ]; do sleep 0.1; done";
  const command = sandbox.exec(["sh", "-c", script]);
  let seen = "";
  for await (const piece of command.stdout) {
    expect(command.returncode).toBeNull();
    seen += piece;
    if (seen.endsWith("line 5\n")) await sandbox.writeFile("/tmp/seen", new Uint8Array());
  }
  expect(seen).toBe("line 1\nline 2\nline 3\nline 4\nline 5\n");
  expect((await command).returncode).toBe(0);
});

test("T8 two sandboxes of a session with tags of their own keep their outputs apart", async () => {
  const common = uniqueTag("multiple");
  await using session = new Session({ tags: [common] });
  const names = ["first", "second"];
  const made = names.map((name) => session.sandbox({ tags: [name, `role-${name}`, "parallel"] }));
  const script = "for i in 1 2 3 4 5; do echo $0 $i; sleep 0.05; done";
  const outputs = await results(
    made.map((sandbox, at) => sandbox.exec(["sh", "-c", script, names[at] ?? ""])),
  );
  expect(outputs.map(({ stdout }) => stdout)).toEqual(
    names.map((name) => [1, 2, 3, 4, 5].map((count) => `${name} ${count}\n`).join("")),
  );
  const [first] = await Sandbox.list({ tags: [common, "first", "role-first", "parallel"] });
  expect(first?.sandboxId).toBe(made[0]?.sandboxId);
  await session.close();
  for (const { sandboxId } of made) expect(await statusOf(sandboxId)).toBe("terminated");
});

test("T9 G6 delete right after the start, again, again with missingOk; stop a listed and an attached one", async () => {
  const tag = uniqueTag("delete");
  const deleted = await Sandbox.run({ tags: [tag] });
  const id = deleted.sandboxId ?? "";
  expect(await Sandbox.delete(id)).toBeUndefined();
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
  await expect(Sandbox.delete(id).result()).rejects.toSatisfy(
    (error) => error instanceof SandboxNotFoundError && error.sandboxId === id,
  );
  expect(await Sandbox.delete(id, { missingOk: true })).toBeUndefined();

  const attachedId = (await Sandbox.run({ tags: [tag] })).sandboxId;
  const listed = await Sandbox.list({ tags: [tag] });
  expect(listed.map(({ sandboxId }) => sandboxId)).toEqual([attachedId]);
  await listed[0]?.stop();
  expect(await statusOf(attachedId)).toBe("terminated");

  const other = await Sandbox.run({ tags: [tag] });
  const attached = await Sandbox.fromId(other.sandboxId ?? "");
  await attached.stop();
  expect(await statusOf(other.sandboxId)).toBe("terminated");
  // The first object did not hear of it; a stop finds nothing left to do, also without any grace.
  await other.stop({ gracefulShutdownSeconds: 0 });
  expect(TERMINAL).toContain(other.status);
});

test("T10 a sandbox is created, left, and taken up by another process", async () => {
  const created = await runProgram(`
    import { Sandbox } from "cwsandbox";
    const sandbox = await Sandbox.run();
    await sandbox.exec(["true"]);
    console.log(sandbox.sandboxId);
  `);
  expect(created).toMatchObject({ exitCode: 0, stderr: "" });
  const id = created.stdout.trim();
  expect(await statusOf(id)).toBe("running");

  const reconnect = (sandboxId: string, rest: string): Promise<{ exitCode: number | null; stdout: string }> =>
    runProgram(`
      import { Sandbox, SandboxNotFoundError } from "cwsandbox";
      try {
        const sandbox = await Sandbox.fromId(${JSON.stringify(sandboxId)});
        const hostname = await sandbox.exec(["hostname"], { check: true });
        const uptime = await sandbox.exec(["cat", "/proc/uptime"], { check: true });
        const { status, runnerId, startedAt } = sandbox;
        console.log(JSON.stringify({ status, runnerId, startedAt, hostname: hostname.stdout, uptime: uptime.stdout }));
        ${rest}
      } catch (error) {
        if (!(error instanceof SandboxNotFoundError)) throw error;
        console.log("no sandbox " + error.sandboxId);
      }
    `);
  const looked = await reconnect(id, "");
  expect(JSON.parse(looked.stdout)).toEqual({
    status: "running",
    runnerId: expect.stringMatching(/.+/),
    startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    hostname: expect.stringMatching(/^\S+\n$/),
    uptime: expect.stringMatching(/^[\d.]+ [\d.]+\n$/),
  });
  expect(await statusOf(id)).toBe("running");
  expect(await reconnect(id, "await sandbox.stop();")).toMatchObject({ exitCode: 0 });
  expect(await statusOf(id)).toBe("terminated");
  expect(await reconnect("nobody-knows-it", "")).toMatchObject({
    exitCode: 0,
    stdout: "no sandbox nobody-knows-it\n",
  });
});

test("T11 orphans of one process are adopted by the session of another", async () => {
  const tag = uniqueTag("orphans");
  const created = await runProgram(`
    import { Sandbox } from "cwsandbox";
    const made = await Promise.all([1, 2, 3].map(() => Sandbox.run({ tags: ["${tag}"] })));
    console.log(made.map(({ sandboxId }) => sandboxId).join(" "));
  `);
  const ids = created.stdout.trim().split(" ");
  expect(ids).toHaveLength(3);
  const adopted = await runProgram(`
    import { Sandbox } from "cwsandbox";
    await using session = Sandbox.session();
    const found = await session.list({ tags: ["${tag}"], adopt: true });
    console.log(found.length, session.sandboxCount);
  `);
  expect(adopted).toMatchObject({ exitCode: 0, stdout: "3 3\n", stderr: "" });
  for (const id of ids) expect(await statusOf(id)).toBe("terminated");
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
});

test("T12 a batch of eight tasks in eight sandboxes, collected two at a time, the short ones first", async () => {
  await using session = new Session();
  const seconds = [1, 3, 1, 4, 2, 3, 1, 2];
  const sandboxes = seconds.map(() => session.sandbox());
  await wait(sandboxes);
  // Begun together, so that the order of their ends is that of their lengths.
  const tasks = new Map<Process, number>(
    sandboxes.map((sandbox, task) => {
      const script = `sleep ${seconds[task]}; echo task ${task} done`;
      return [sandbox.exec(["sh", "-c", script]), task];
    }),
  );
  const order: number[] = [];
  let pending = [...tasks.keys()];
  while (pending.length > 0) {
    const wanted = Math.min(2, pending.length);
    const [done, rest] = await wait(pending, wanted);
    expect(done.length).toBeGreaterThanOrEqual(wanted);
    for (const [at, { stdout, returncode }] of (await results(done)).entries()) {
      const task = tasks.get(done[at] ?? raise()) ?? -1;
      expect({ stdout, returncode }).toEqual({ stdout: `task ${task} done\n`, returncode: 0 });
      order.push(task);
    }
    pending = rest;
  }
  expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  const placeOf = (task: number): number => order.indexOf(task);
  // Two seconds and more lie between these, whatever a busy machine adds to each.
  for (const short of [0, 2, 6]) expect(placeOf(short)).toBeLessThan(placeOf(3));
});

function raise(): never {
  throw new Error("a finished item that nobody began");
}

test("T13 cleanup by tag: all stops are started, then awaited one by one", async () => {
  const tag = uniqueTag("cleanup");
  const made = await Promise.all([1, 2, 3].map(() => Sandbox.run({ tags: [tag] })));
  const cleanUp = async (): Promise<{ found: number; stopped: number; failed: number }> => {
    const found = await Sandbox.list({ tags: [tag] });
    const count = { found: found.length, stopped: 0, failed: 0 };
    for (const stopping of found.map((sandbox) => sandbox.stop())) {
      const stopped = await stopping.then(
        () => true,
        () => false,
      );
      count[stopped ? "stopped" : "failed"] += 1;
    }
    return count;
  };
  expect(await cleanUp()).toEqual({ found: 3, stopped: 3, failed: 0 });
  for (const { sandboxId } of made) expect(await statusOf(sandboxId)).toBe("terminated");
  expect(await cleanUp()).toEqual({ found: 0, stopped: 0, failed: 0 });
});

import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listCommandLines } from "../support/inside.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

const reason = new Error("given up by its caller");
let sandbox: Sandbox;
let local: string;
beforeAll(async () => {
  local = await mkdtemp(join(tmpdir(), "cwsandbox-aborting-"));
  sandbox = await Sandbox.run();
  await sandbox.wait();
});
afterAll(async () => {
  await sandbox.stop({ gracefulShutdownSeconds: 0 });
  await rm(local, { recursive: true, force: true });
});

/** Waits until a process with these words runs in the sandbox, or does not run any more. */
async function expectRunning(words: string, expected: boolean): Promise<void> {
  const find = async (): Promise<boolean> =>
    (await listCommandLines(sandbox)).some((line) => line.startsWith(words));
  await expect.poll(find).toBe(expected);
}

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _item of items);
}

describe("aborting ends the remote work", () => {
  test("of a command, and of what it started", async () => {
    const controller = new AbortController();
    const command = sandbox.exec(["sh", "-c", "sleep 4711; echo never"], { signal: controller.signal });
    await expectRunning("sleep 4711", true);
    controller.abort(reason);
    await expect(command).rejects.toBe(reason);
    await drain(command.stdout);
    await expectRunning("sleep 4711", false);
  });

  test("of a terminal", async () => {
    const controller = new AbortController();
    const terminal = sandbox.shell(["sleep", "4712"], { signal: controller.signal });
    await expectRunning("sleep 4712", true);
    controller.abort(reason);
    await expect(terminal).rejects.toBe(reason);
    await expectRunning("sleep 4712", false);
  });

  test("of a file that is being read, by signal, by leaving the loop, by closing", async () => {
    const controller = new AbortController();
    const reading = drain(sandbox.readFileStreaming("/dev/zero", { signal: controller.signal }));
    await expectRunning("/bin/cat -- /dev/zero", true);
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await expectRunning("/bin/cat -- /dev/zero", false);
    for await (const _piece of sandbox.readFileStreaming("/dev/zero")) break;
    const closed = sandbox.readFileStreaming("/dev/zero");
    await expectRunning("/bin/cat -- /dev/zero", true);
    closed.close();
    await expectRunning("/bin/cat -- /dev/zero", false);
  });

  test("of a file that is being written, also when its source is stuck for ever", async () => {
    const controller = new AbortController();
    const stuck = (async function* stuck() {
      yield Buffer.from("begin");
      await new Promise(() => {});
    })();
    const writing = sandbox.writeFileStreaming("/tmp/stuck", stuck, { signal: controller.signal });
    await expectRunning("cat", true);
    controller.abort(reason);
    await expect(writing).rejects.toBe(reason);
    await expectRunning("cat", false);
  });

  test("of an upload and a download; no half-written file is left on either side", async () => {
    const source = join(local, "large");
    await writeFile(source, Buffer.alloc(64 * 1024 * 1024));
    const up = new AbortController();
    const uploading = sandbox.files.upload(source, "/tmp/up/large", {
      signal: up.signal,
      onProgress: () => up.abort(reason),
    });
    await expect(uploading).rejects.toBe(reason);
    await expect.poll(async () => sandbox.files.list("/tmp/up")).toEqual([]);

    await sandbox.exec(["sh", "-c", "head -c 64000000 /dev/zero > /tmp/down"], { check: true });
    const down = new AbortController();
    const downloading = sandbox.files.download("/tmp/down", join(local, "here/down"), {
      signal: down.signal,
      onProgress: ({ bytes }) => void (bytes > 0 && down.abort(reason)),
    });
    await expect(downloading).rejects.toBe(reason);
    expect(await readdir(join(local, "here"))).toEqual([]);
  });

  test("of a log that is followed, and of a start", async () => {
    const controller = new AbortController();
    const following = drain(sandbox.streamLogs({ follow: true, signal: controller.signal }));
    controller.abort(reason);
    await expect(following).rejects.toBe(reason);

    const tag = `abort-${process.pid}`;
    await expect(Sandbox.run({ tags: [tag], signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const used = Sandbox.use({ tags: [tag], signal: AbortSignal.abort(reason) }, () => "never");
    await expect(used).rejects.toBe(reason);
    await expect.poll(async () => Sandbox.list({ tags: [tag] })).toEqual([]);
  });
});

test("every call takes a signal and rejects with its own reason", async () => {
  const signal = AbortSignal.abort(reason);
  const id = sandbox.sandboxId ?? "";
  const calls: (() => PromiseLike<unknown>)[] = [
    () => Sandbox.list({ signal }),
    () => Sandbox.fromId(id, { signal }),
    () => Sandbox.delete(id, { signal }),
    () => new Sandbox().start({ signal }),
    () => new Sandbox().wait(undefined, { signal }),
    () => sandbox.waitUntilComplete(undefined, { signal }),
    () => sandbox.getStatus({ signal }),
    () => sandbox.exec(["true"], { signal }),
    () => sandbox.shell(["true"], { signal }),
    () => sandbox.readFile("/etc/passwd", { signal }),
    () => sandbox.writeFile("/tmp/x", Buffer.from("x"), { signal }),
    () => sandbox.writeFileStreaming("/tmp/x", Buffer.from("x"), { signal }),
    () => drain(sandbox.readFileStreaming("/etc/passwd", { signal })),
    () => drain(sandbox.streamLogs({ signal })),
    () => sandbox.files.list("/", { signal }),
    () => sandbox.files.stat("/", { signal }),
    () => sandbox.files.makeDirectory("/tmp/y", { signal }),
    () => sandbox.files.remove("/tmp/y", { signal }),
    () => sandbox.files.upload(local, "/tmp/y", { signal }),
    () => sandbox.files.download("/tmp", local, { signal }),
    () => sandbox.files.watch("/tmp", { signal }),
    () => sandbox.stop({ signal }),
  ];
  for (const call of calls) await expect(call(), String(call)).rejects.toBe(reason);
  expect(await sandbox.getStatus()).toBe("running");
});

test("use stops the sandbox whatever the callback does", async () => {
  const seen: Sandbox[] = [];
  const value = await Sandbox.use({ tags: ["use"] }, async (used) => {
    seen.push(used);
    return (await used.exec`echo ${"a b"} c`).stdout;
  });
  expect(value).toBe("a b c\n");
  const failing = Sandbox.use((used) => {
    seen.push(used);
    throw reason;
  });
  await expect(failing).rejects.toBe(reason);
  const ended = await Promise.all(seen.map(({ sandboxId }) => Sandbox.fromId(sandboxId ?? "").result()));
  expect(ended.map(({ status }) => status)).toEqual(["terminated", "terminated"]);
});

import { setTimeout as sleep } from "node:timers/promises";

import { Sandbox, SandboxNotFoundError, SandboxNotRunningError, results } from "cwsandbox";
import { expect, test } from "vitest";

import { countRequests } from "../support/requests.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

const server = useTestServer({ arguments: ["--log-level", "debug"] });

const idsOf = (sandboxes: readonly Sandbox[]): string[] =>
  sandboxes.map(({ sandboxId }) => String(sandboxId)).sort();

async function runTagged(...tagLists: string[][]): Promise<Sandbox[]> {
  return Promise.all(tagLists.map((tags) => Sandbox.run({ tags })));
}

const stopAll = (sandboxes: readonly Sandbox[]): Promise<void[]> =>
  results(sandboxes.map((sandbox) => sandbox.stop()));

test("G1 listing by tags finds those that carry all of them", async () => {
  const [one, two] = [uniqueTag("one"), uniqueTag("two")];
  const made = await runTagged([one], [one, two], [one, two]);
  expect(idsOf(await Sandbox.list({ tags: [one] }))).toEqual(idsOf(made));
  expect(idsOf(await Sandbox.list({ tags: [one, two] }))).toEqual(idsOf(made.slice(1)));
  expect(await Sandbox.list({ tags: [uniqueTag("unknown")] })).toEqual([]);
  await stopAll(made);
});

test("G2 listing by status", async () => {
  const tag = uniqueTag("status");
  const made = await runTagged([tag], [tag]);
  await Promise.all(made.map((sandbox) => sandbox.wait()));
  await made[0]?.stop();
  expect(idsOf(await Sandbox.list({ tags: [tag], status: "running" }))).toEqual(idsOf(made.slice(1)));
  await expect(Sandbox.list({ status: "bogus" }).result()).rejects.toMatchObject({
    code: "VALIDATION_FAILED",
  });
  await stopAll(made);
});

test("G3 stopped sandboxes show up only when asked for", async () => {
  const tag = uniqueTag("stopped");
  const [sandbox] = await runTagged([tag]);
  await sandbox?.stop();
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
  expect(await Sandbox.list({ tags: [tag], includeStopped: true })).toHaveLength(1);
  expect(await Sandbox.list({ tags: [tag], status: String(sandbox?.status) })).toHaveLength(1);
});

test("G4 attaching to a stopped sandbox works, running in it does not", async () => {
  const [made] = await runTagged([uniqueTag("gone")]);
  await made?.stop();
  const sandbox = await Sandbox.fromId(made?.sandboxId ?? "");
  expect(sandbox.status).toBe("terminated");
  await expect(sandbox.exec(["true"]).result()).rejects.toBeInstanceOf(SandboxNotRunningError);
});

test("G5 an unknown id is told", async () => {
  await expect(Sandbox.fromId("nope").result()).rejects.toSatisfy(
    (error) => error instanceof SandboxNotFoundError && error.sandboxId === "nope",
  );
});

test("G6 delete by id", async () => {
  const [made] = await runTagged([uniqueTag("delete")]);
  const id = made?.sandboxId ?? "";
  await made?.wait();
  await Sandbox.delete(id);
  expect((await Sandbox.fromId(id)).status).toBe("terminated");
  for (const missing of [id, "nope"]) {
    const again = Sandbox.delete(missing);
    await expect(again.result()).rejects.toBeInstanceOf(SandboxNotFoundError);
    await expect(again.result()).rejects.toMatchObject({ sandboxId: missing });
    await Sandbox.delete(missing, { missingOk: true });
  }
  // What ended by itself or was stopped was not deleted before.
  const ended = await Sandbox.run("true");
  await ended.waitUntilComplete();
  const stopped = await Sandbox.run();
  await stopped.stop();
  await results([ended, stopped].map(({ sandboxId }) => Sandbox.delete(sandboxId ?? "")));
});

test("G7 cleanup by tag", async () => {
  const tag = uniqueTag("cleanup");
  await runTagged([tag], [tag], [tag]);
  const found = await Sandbox.list({ tags: [tag] });
  expect(found).toHaveLength(3);
  await stopAll(found);
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
});

test("G8 cleanup of old ones by their start time", async () => {
  const tag = uniqueTag("age");
  const [old] = await runTagged([tag]);
  await old?.wait();
  // Between both also for a clock that counts only milliseconds.
  await sleep(50);
  const between = new Date();
  await sleep(50);
  const [young] = await runTagged([tag]);
  await young?.wait();
  const neverStarted = await Sandbox.run({ tags: [tag], containerImage: "no-such-image:1" });
  await expect(neverStarted.wait()).rejects.toThrow("no-such-image:1");
  const listed = await Sandbox.list({ tags: [tag], includeStopped: true });
  expect(idsOf(listed.filter(({ startedAt }) => startedAt === null))).toEqual([neverStarted.sandboxId]);
  const tooOld = listed.filter(({ startedAt }) => startedAt !== null && startedAt < between);
  expect(idsOf(tooOld)).toEqual([old?.sandboxId]);
  await results(tooOld.map(({ sandboxId }) => Sandbox.delete(sandboxId ?? "")));
  expect(idsOf(await Sandbox.list({ tags: [tag] }))).toEqual([young?.sandboxId]);
  await young?.stop();
});

test("G9 listing follows all pages", async () => {
  const tag = uniqueTag("pages");
  // One page holds a hundred. Those that can never start cost next to nothing.
  const options = { tags: [tag], containerImage: "no-such-image:1" };
  const made = await Promise.all(Array.from({ length: 105 }, () => Sandbox.run(options)));
  await expect
    .poll(async () => (await Sandbox.list({ tags: [tag], status: "failed" })).length)
    .toBe(made.length);
  const before = await countRequests(server.current, "ListSandboxes");
  const found = await Sandbox.list({ tags: [tag], includeStopped: true });
  expect(idsOf(found)).toEqual(idsOf(made));
  expect((await countRequests(server.current, "ListSandboxes")) - before).toBe(2);
});

test("G11 an attached sandbox can do everything", async () => {
  const [made] = await runTagged([uniqueTag("attached")]);
  const sandbox = await Sandbox.fromId(made?.sandboxId ?? "");
  await sandbox.writeFile("/tmp/x", Buffer.from("content"));
  expect((await sandbox.exec(["cat", "/tmp/x"])).stdout).toBe("content");
  expect(Buffer.from(await sandbox.readFile("/tmp/x")).toString()).toBe("content");
  await sandbox.stop();
  expect(sandbox.status).toBe("terminated");
});

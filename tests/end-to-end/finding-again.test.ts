import { setTimeout as sleep } from "node:timers/promises";

import { results, Sandbox, SandboxNotFoundError, Session } from "cwsandbox";
import { expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

const idsOf = (sandboxes: readonly Sandbox[]): string[] =>
  sandboxes.map(({ sandboxId }) => String(sandboxId)).sort();

const statusOf = async (sandbox: Sandbox | undefined): Promise<string> =>
  (await Sandbox.fromId(sandbox?.sandboxId ?? "")).status ?? "none";

const run = async (...tagLists: string[][]): Promise<Sandbox[]> =>
  Promise.all(tagLists.map(async (tags) => (await Sandbox.run({ tags })).wait()));

test("S16 a session lists what carries all its tags, and adopts it when asked", async () => {
  const tags = [uniqueTag("my-app"), uniqueTag("run-abc123")];
  const [app = ""] = tags;
  const both = await run(tags, tags, [...tags, "more"]);
  const [onlyOne] = await run([app]);
  await both[2]?.stop();
  {
    await using session = new Session({ tags });
    expect(idsOf(await session.list())).toEqual(idsOf(both.slice(0, 2)));
    expect(session.sandboxCount).toBe(0);
    expect(idsOf(await session.list({ adopt: true }))).toEqual(idsOf(both.slice(0, 2)));
    expect(session.sandboxCount).toBe(2);
    expect(idsOf(await session.list({ status: "running" }))).toEqual(idsOf(both.slice(0, 2)));
    expect(idsOf(await session.list({ includeStopped: true }))).toEqual(idsOf(both));
    expect(idsOf(await session.list({ status: "terminated" }))).toEqual(idsOf(both.slice(2)));
  }
  expect(await Promise.all(both.map(statusOf))).toEqual(["terminated", "terminated", "terminated"]);
  expect(await statusOf(onlyOne)).toBe("running");
  await onlyOne?.stop();
});

test("S17 a session attaches by id and stops what it attached to", async () => {
  const [made, other] = await run([uniqueTag("attach")], [uniqueTag("attach")]);
  {
    await using session = new Session();
    const sandbox = await session.fromId(made?.sandboxId ?? "");
    expect(session.sandboxCount).toBe(1);
    expect((await sandbox.exec(["echo", "attached"])).stdout).toBe("attached\n");
    const looked = await session.fromId(other?.sandboxId ?? "", { adopt: false });
    expect((await looked.exec(["echo", "only looking"])).returncode).toBe(0);
    expect(session.sandboxCount).toBe(1);
  }
  expect([await statusOf(made), await statusOf(other)]).toEqual(["terminated", "running"]);
  await other?.stop();
});

test("S18 what a listing found is adopted one by one and stopped at close", async () => {
  const tag = uniqueTag("orphans");
  await run([tag], [tag]);
  const found = await Sandbox.list({ tags: [tag] });
  {
    await using session = new Session();
    for (const sandbox of found) session.adopt(sandbox);
    expect(session.sandboxCount).toBe(2);
  }
  expect(await Promise.all(found.map(statusOf))).toEqual(["terminated", "terminated"]);
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
});

/** Stops the running sandboxes that began before a moment; a dry run only tells which. */
async function stopOlder(
  before: Date,
  { tags, dryRun = false }: { readonly tags: readonly string[]; readonly dryRun?: boolean },
): Promise<string[]> {
  const listed = await Sandbox.list({ status: "running", tags });
  const old = listed.filter(({ startedAt }) => startedAt !== null && startedAt.getTime() < before.getTime());
  if (!dryRun) await results(old.map((sandbox) => sandbox.stop()));
  return idsOf(old);
}

test("T14 cleanup by age: a dry run changes nothing, then only the older ones are stopped", async () => {
  const tag = uniqueTag("age");
  const [first, second] = await run([tag], [tag, "keep"]);
  // Between both also for a clock that counts only milliseconds.
  await sleep(50);
  const between = new Date();
  await sleep(50);
  const [young] = await run([tag]);
  const old = [first, second].filter((sandbox) => sandbox !== undefined);
  expect(young?.startedAt?.getTime()).toBeGreaterThanOrEqual(between.getTime());
  expect(await stopOlder(between, { tags: [tag], dryRun: true })).toEqual(idsOf(old));
  expect(idsOf(await Sandbox.list({ tags: [tag] }))).toHaveLength(3);
  expect(await stopOlder(between, { tags: [tag, "keep"], dryRun: true })).toEqual(idsOf(old.slice(1)));
  expect(await stopOlder(between, { tags: [tag] })).toEqual(idsOf(old));
  expect(idsOf(await Sandbox.list({ tags: [tag] }))).toEqual([young?.sandboxId]);
  expect(await stopOlder(between, { tags: [tag] })).toEqual([]);
  await young?.stop();
});

test("T15 R7 finished sandboxes are listed when asked for, by sandbox and by session tags", async () => {
  const tag = uniqueTag("ended");
  const made = await Promise.all(
    Array.from({ length: 3 }, async (_, index) => Sandbox.run("sh", "-c", `exit ${index}`, { tags: [tag] })),
  );
  await results(made.map((sandbox) => sandbox.waitUntilComplete(60)));
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
  const ended = await Sandbox.list({ tags: [tag], includeStopped: true });
  expect(idsOf(ended)).toEqual(idsOf(made));
  await using session = new Session({ tags: [tag] });
  expect(await session.list()).toEqual([]);
  expect(idsOf(await session.list({ includeStopped: true }))).toEqual(idsOf(made));
  const lines = ended.map(({ sandboxId, status, startedAt }) => [
    sandboxId,
    status,
    startedAt?.toISOString(),
  ]);
  expect(lines).toEqual(
    ended.map(({ sandboxId }) => [sandboxId, "completed", expect.stringMatching(/^\d{4}-.*Z$/)]),
  );
});

test("T17 asynchronous patterns: list, attach, commands side by side, files, scope, delete", async () => {
  const tag = uniqueTag("async");
  const [made] = await run([tag]);
  const [listed] = await Sandbox.list({ tags: [tag] });
  expect(listed?.sandboxId).toBe(made?.sandboxId);
  const sandbox = await Sandbox.fromId(listed?.sandboxId ?? "");
  await sandbox.writeFile("/tmp/note.txt", Buffer.from("written once"));
  expect(Buffer.from(await sandbox.readFile("/tmp/note.txt")).toString()).toBe("written once");
  const words = ["one", "two", "three"];
  const outputs = await Promise.all(words.map((word) => sandbox.exec(["echo", word]).result()));
  expect(outputs.map(({ stdout }) => stdout)).toEqual(["one\n", "two\n", "three\n"]);
  {
    await using session = new Session({ tags: [tag] });
    expect((await session.sandbox().exec(["echo", "in a scope"])).stdout).toBe("in a scope\n");
  }
  const id = sandbox.sandboxId ?? "";
  await Sandbox.delete(id);
  await Sandbox.delete(id, { missingOk: true });
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
  await expect(Sandbox.fromId("gone-for-good").result()).rejects.toBeInstanceOf(SandboxNotFoundError);
});

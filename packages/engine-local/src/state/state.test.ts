import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createIdRanges, lockDirectory, openRecordStore } from "./index.js";
import { decodeStored, encodeStored } from "./record-codec.js";
import type { StoredSandbox } from "./stored-sandbox.js";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "cwsandbox-state-"));
});
afterEach(() => rm(directory, { recursive: true }));

const FULL: StoredSandbox = {
  record: {
    id: "abc",
    spec: {
      image: "builtin",
      command: ["sh", "-c", "exit 1"],
      environment: { A: "ü\n", __proto__x: "1" },
      workingDirectory: "/tmp",
      resources: { requests: { cpuMillicores: 500 }, limits: { memoryBytes: 2 ** 30, cpuMillicores: 1000 } },
      files: [{ path: "/a", content: Buffer.from([0, 255, 10]) }],
      tags: ["t"],
      maxLifetimeSeconds: 60,
      attachments: { owner: "me" },
    },
    state: "terminating",
    stateReason: "stopped on request",
    createdAt: new Date(1),
    startedAt: new Date(2),
    endedAt: new Date(3),
    exitCode: 137,
    endCause: "stopped",
  },
  idRange: { first: 524_288, count: 65_536 },
  base: {
    imageDigest: "sha256:0",
    environment: { PATH: "/bin" },
    workingDirectory: "/",
    user: { uid: 0, gid: 0 },
  },
  requestedEnd: { cause: "stopped", reason: "stopped on request", killAt: new Date(4) },
};

const { workingDirectory: _directory, ...specWithout } = FULL.record.spec;
const SMALL: StoredSandbox = {
  record: { id: "small", spec: specWithout, state: "creating", stateReason: "", createdAt: new Date(9) },
  idRange: { first: 0, count: 1 },
};

describe("record files", () => {
  test.each([FULL, SMALL])("a record comes back as it was", (stored) => {
    expect(decodeStored(encodeStored(stored))).toEqual(stored);
  });

  test.each([
    ["no JSON", "{", /JSON/],
    ["a list", "[]", /not an object/],
    ["another format", encodeStored(SMALL).replace("sandbox-1", "sandbox-9"), /format/],
    ["an unknown state", encodeStored(SMALL).replace('"creating"', '"dreaming"'), /'state' is 'dreaming'/],
    [
      "a wrong kind",
      encodeStored(SMALL).replace('"maxLifetimeSeconds":60', '"maxLifetimeSeconds":"60"'),
      /max/,
    ],
    ["no time", encodeStored(SMALL).replace(/"createdAt":"[^"]*"/, '"createdAt":"soon"'), /'createdAt'/],
  ])("%s is refused by name", (_name, text, message) => {
    expect(() => decodeStored(text)).toThrow(message);
  });

  test("a broken record is moved aside and told, the others are loaded, a half-made one is removed", async () => {
    const store = await openRecordStore(directory);
    await store.save(SMALL);
    for (const [name, content] of [
      ["broken", '{"format":'],
      ["other", encodeStored(FULL)],
    ] as const) {
      await mkdir(join(directory, name));
      await writeFile(join(directory, name, "record.json"), content);
    }
    await mkdir(join(directory, "half-made"));
    const { sandboxes, problems } = await (await openRecordStore(directory)).load();
    expect(sandboxes).toEqual([SMALL]);
    expect(problems.toSorted()).toEqual([
      expect.stringMatching(/'broken'/),
      expect.stringMatching(/'other'.*'abc'/),
    ]);
    expect((await readdir(directory)).toSorted()).toEqual(["broken.broken", "other.broken", "small"]);
    expect((await store.load()).problems).toEqual([]);
  });

  test("the last of many saves wins, and removal waits for them", async () => {
    const store = await openRecordStore(directory);
    const saves = Array.from({ length: 20 }, (_value, index) =>
      store.save({ ...SMALL, record: { ...SMALL.record, exitCode: index } }),
    );
    await Promise.all(saves);
    expect((await store.load()).sandboxes[0]?.record.exitCode).toBe(19);
    void store.save(SMALL);
    await store.remove("small");
    expect(await readdir(directory)).toEqual([]);
  });
});

describe("id ranges", () => {
  test("ranges of live sandboxes never overlap, and released ones come back", () => {
    const ranges = createIdRanges("private");
    ranges.claim({ first: 524_288 + 65_536, count: 65_536 });
    const firsts = Array.from({ length: 100 }, () => ranges.reserve().first);
    expect(new Set(firsts).size).toBe(100);
    expect(firsts).not.toContain(524_288 + 65_536);
    expect(firsts.every((first) => first >= 524_288 && (first - 524_288) % 65_536 === 0)).toBe(true);
  });

  test("when all are in use the next is refused, until one is released", () => {
    const ranges = createIdRanges("private");
    const all: { readonly first: number; readonly count: number }[] = [];
    expect(() => {
      for (;;) {
        all.push(ranges.reserve());
      }
    }).toThrow(/in use/);
    expect(Math.max(...all.map(({ first, count }) => first + count - 1))).toBeLessThanOrEqual(1_879_048_191);
    const released = all[77] ?? { first: 0, count: 0 };
    ranges.release(released);
    expect(ranges.reserve()).toEqual(released);
  });

  test("an ordinary user has the single id", () => {
    const ranges = createIdRanges("single");
    expect([ranges.reserve(), ranges.reserve()]).toEqual(
      Array.from({ length: 2 }, () => ({ first: 0, count: 1 })),
    );
  });
});

describe("the lock", () => {
  test("a second one is refused until the first lets go", async () => {
    const first = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: "unavailable" });
    await first[Symbol.asyncDispose]();
    await using second = await lockDirectory(directory);
    expect(second).toBeDefined();
    expect(await readdir(directory)).toEqual(["lock-key"]);
  });

  test("of many at once exactly one gets it", async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory)));
    const held = tries.filter((result) => result.status === "fulfilled");
    expect(held).toHaveLength(1);
    await Promise.all(held.map(({ value }) => value[Symbol.asyncDispose]()));
  });
});

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { parseContainerRecord, readContainerRecord, writeContainerRecord } from "./container-record.js";

const record = {
  init: { pid: 10, startTime: 20 },
  supervisor: { pid: 9, startTime: 19 },
} as const;

describe("container record", () => {
  test("comes back as it was written, and without a draft", async () => {
    const directory = await mkdtemp(join(tmpdir(), "record-"));
    try {
      writeContainerRecord(join(directory, "r.json"), record);
      expect(await readContainerRecord(join(directory, "r.json"))).toEqual(record);
      expect(await readdir(directory)).toEqual(["r.json"]);
      expect(await readContainerRecord(join(directory, "other.json"))).toBeUndefined();
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test.each([
    "",
    "{",
    "null",
    "[]",
    "{}",
    JSON.stringify({ ...record, init: { pid: "10" } }),
    JSON.stringify({ ...record, supervisor: null }),
  ])("%s is no record", (text) => {
    expect(parseContainerRecord(text)).toBeUndefined();
  });
});

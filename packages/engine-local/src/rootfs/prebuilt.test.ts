import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

const PREBUILT = fileURLToPath(new URL("../../prebuilt/", import.meta.url));

describe("prebuilt launch helpers and filters", () => {
  test.each(["linux-x64/launch", "linux-arm64/launch", "linux-x64/filter.bpf", "linux-arm64/filter.bpf"])(
    "%s is the file its checksum was made of",
    async (name) => {
      const sums = await readFile(`${PREBUILT}SHA256SUMS`, "utf8");
      const content = await readFile(PREBUILT + name);
      const digest = createHash("sha256").update(content).digest("hex");
      expect(sums.split("\n")).toContain(`${digest}  ${name}`);
    },
  );

  test.each([
    ["linux-x64/launch", 62],
    ["linux-arm64/launch", 183],
  ])("%s is a program for its architecture", async (name, machine) => {
    const content = await readFile(PREBUILT + name);
    expect(content.subarray(0, 4).toString("latin1")).toBe("\u007fELF");
    expect(content.readUInt16LE(18)).toBe(machine);
  });
});

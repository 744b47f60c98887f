import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LogFilePart, readLogFile } from "./read-log-file.js";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cwsandbox-log-"));
  file = join(folder, "server.log");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function readAll(part: LogFilePart): Promise<string> {
  let text = "";
  for await (const piece of readLogFile(file, part)) text += Buffer.from(piece).toString();
  return text;
}

describe("the end of a file", () => {
  const long = `${"x".repeat(100_000)}\n`;
  test.each([
    ["", 3, ""],
    ["one", 1, "one"],
    ["one\ntwo\nthree\n", 2, "two\nthree\n"],
    ["one\ntwo\nthree", 2, "two\nthree"],
    ["one\ntwo\n", 0, ""],
    ["one\ntwo\n", 9, "one\ntwo\n"],
    ["\n\n\n", 2, "\n\n"],
    [`one\n${long}three\n`, 2, `${long}three\n`],
    [`${long}${long}`, 1, long],
    ["one\ntwo\n", Number.POSITIVE_INFINITY, "one\ntwo\n"],
  ])("case %#", async (content, lineCount, expected) => {
    writeFileSync(file, content);
    expect(await readAll({ lineCount })).toBe(expected);
  });
});

test("following goes on with what is appended, until the signal", async () => {
  writeFileSync(file, "one\ntwo\n");
  const controller = new AbortController();
  const pieces = readLogFile(file, { lineCount: 1, followUntil: controller.signal });
  const next = async (): Promise<string> => {
    const step = await pieces.next();
    return step.done === true ? "the end" : Buffer.from(step.value).toString();
  };
  expect(await next()).toBe("two\n");
  const third = next();
  appendFileSync(file, "three\n");
  expect(await third).toBe("three\n");
  const fourth = next();
  controller.abort(new Error("enough"));
  await expect(fourth).rejects.toThrow("abort");
});

test("a file that is not there is an error", async () => {
  await expect(readAll({ lineCount: 1 })).rejects.toThrow("ENOENT");
  const followUntil = new AbortController().signal;
  await expect(readAll({ lineCount: 1, followUntil })).rejects.toThrow("ENOENT");
});

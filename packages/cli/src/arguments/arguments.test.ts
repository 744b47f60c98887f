import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { archiveFormatOption, outputOption, readLineCount, readLocalFile } from "./index.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cwsandbox-arguments-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("FILE", () => {
  test("a file is taken with its size", () => {
    const path = join(folder, "image.tar");
    writeFileSync(path, "12345");
    expect(readLocalFile(path)).toEqual({ path, sizeBytes: 5 });
  });

  test("a missing file and a folder are refused by name", () => {
    const missing = join(folder, "missing.tar");
    expect(() => readLocalFile(missing)).toThrow(`There is no file ${missing}.`);
    expect(() => readLocalFile(folder)).toThrow(`${folder} is not a file.`);
  });
});

describe("--tail", () => {
  test.each([
    ["0", 0],
    ["25", 25],
  ])("%s is a number of lines", (text, count) => expect(readLineCount(text)).toBe(count));

  test.each(["-1", "1.5", "", " 3", "ten", "1e3", "99999999999999999999"])("%j is refused", (text) => {
    expect(() => readLineCount(text)).toThrow(InvalidArgumentError);
  });
});

test("choices are closed lists", () => {
  expect(outputOption().argChoices).toEqual(["table", "json"]);
  expect(outputOption().defaultValue).toBe("table");
  expect(archiveFormatOption().argChoices).toEqual(["rootfs-tar", "docker-archive", "oci-archive"]);
});

import { describe, expect, test } from "vitest";

import { ociProcess } from "../oci/index.js";
import { createAnswerReader, encodeCommand, encodeRequest, encodeSize } from "./messages.js";
import type { StarterAnswer } from "./messages.js";

describe("encodeCommand", () => {
  const process = ociProcess({
    command: ["echo", "ä b", ""],
    environment: { PATH: "/bin", EMPTY: "" },
    workingDirectory: "/work",
    user: { uid: 1000, gid: 100 },
    processLimit: 64,
  });
  const bytes = encodeCommand(process, { stdin: true, terminal: { columns: 80, rows: 100_000 } });

  test("numbers first, at the places where the helper looks", () => {
    expect(bytes.readBigUInt64LE(0)).toBe(0x200405fbn);
    expect(bytes.readBigUInt64LE(8)).toBe(0n);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => bytes.readUInt32LE(16 + 4 * index))).toEqual([
      1000, 100, 64, 500, 1, 1, 80, 65_535, 3, 2,
    ]);
  });

  test("then directory, words and environment, each with a final zero", () => {
    expect(bytes.subarray(56).toString()).toBe("/work\0echo\0ä b\0\0PATH=/bin\0EMPTY=\0");
  });

  test("a zero inside would end a word early: refused by name", () => {
    const command = { ...process, args: ["echo", "a\0b"] };
    expect(() => encodeCommand(command, { stdin: false })).toThrow(/zero/);
  });
});

test("a request says its kind, its command and how many bytes follow", () => {
  const bytes = encodeRequest("start", 7, Buffer.from("abc"));
  expect([0, 4, 8].map((place) => bytes.readUInt32LE(place))).toEqual([0, 7, 3]);
  expect(bytes.subarray(12).toString()).toBe("abc");
});

test("a size is two numbers of 16 bits", () => {
  expect([...encodeSize({ columns: 300, rows: 100_000 })]).toEqual([44, 1, 255, 255]);
});

describe("createAnswerReader", () => {
  const answers = Buffer.from(
    Int32Array.from([0, 0, 0, 0, 0, 0, 1, 5, 42, -1, 8, 9, 2, 5, -1, 0, 0, 0]).buffer,
  );

  test.each([1, 7, 24, 72])("answers in pieces of %i bytes", (size) => {
    const heard: StarterAnswer[] = [];
    const read = createAnswerReader((answer) => heard.push(answer));
    for (let start = 0; start < answers.length; start += size) read(answers.subarray(start, start + size));
    expect(heard).toEqual([
      { kind: "ready", id: 0, value: 0, stdin: 0, stdout: 0, stderr: 0 },
      { kind: "started", id: 5, value: 42, stdin: -1, stdout: 8, stderr: 9 },
      { kind: "ended", id: 5, value: -1, stdin: 0, stdout: 0, stderr: 0 },
    ]);
  });

  test("an unknown kind is an error", () => {
    expect(() => createAnswerReader(() => undefined)(Buffer.alloc(24, 9))).toThrow(/unknown kind/);
  });
});

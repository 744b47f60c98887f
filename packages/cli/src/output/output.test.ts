import { describe, expect, test } from "vitest";
import { CWSandboxAuthenticationError } from "cwsandbox";
import {
  CommandError,
  formatBytes,
  formatFields,
  formatJson,
  formatTable,
  formatTime,
  fromStream,
  reportError,
  startProgress,
} from "./index.js";
import { recorder } from "../run-main.test-support.js";

describe("table", () => {
  const columns = [
    { title: "NAME", text: (row: { name: string; size: string }) => row.name },
    { title: "SIZE", text: (row: { name: string; size: string }) => row.size, align: "right" as const },
  ];

  test("columns are as wide as their widest text", () => {
    const rows = [
      { name: "a-long-name", size: "5" },
      { name: "b", size: "1000" },
    ];
    expect(formatTable(columns, rows)).toBe(
      "NAME         SIZE\n-----------  ----\na-long-name     5\nb            1000\n",
    );
  });

  test("an empty value is a dash and control characters cannot forge a row", () => {
    const text = formatTable(columns, [{ name: "x\nforged\u001b[2J", size: "" }]);
    expect(text.split("\n")[2]).toBe("x?forged?[2J     -");
  });

  test("fields have their labels padded", () => {
    expect(
      formatFields([
        ["a", "1"],
        ["long", ""],
      ]),
    ).toBe("a     1\nlong  -\n");
  });
});

describe("quantities", () => {
  test.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.0 KiB"],
    [10 * 1024 * 1024, "10 MiB"],
    [1024 ** 3 * 1.5, "1.5 GiB"],
    [1024 * 1024 - 1, "1.0 MiB"],
    [1024 ** 4 * 5000, "5000 TiB"],
  ])("%d bytes are %s", (sizeBytes, text) => expect(formatBytes(sizeBytes)).toBe(text));

  test("times are in UTC", () => {
    expect(formatTime(new Date("2026-03-04T05:06:07.890Z"))).toBe("2026-03-04 05:06:07 UTC");
  });

  test("JSON is indented and ends its line", () => {
    expect(formatJson([])).toBe("[]\n");
    expect(formatJson({ at: new Date(0) })).toBe('{\n  "at": "1970-01-01T00:00:00.000Z"\n}\n');
  });
});

describe("progress", () => {
  const label = "Importing a.tar";

  test("a terminal gets one line that is redrawn", () => {
    const output = recorder({ isTerminal: true });
    const progress = startProgress(output, label);
    for (const doneBytes of [500, 500, 2000]) progress.update(doneBytes, 2000);
    progress.end();
    const [first, half, full] = output.text.split("\r");
    expect(first).toBe("");
    expect(half).toBe(`Importing a.tar [${"#".repeat(6)}${".".repeat(18)}] 25 % (500 B of 2.0 KiB)`);
    expect(full?.trimEnd()).toBe(`Importing a.tar [${"#".repeat(24)}] 100 % (2.0 KiB of 2.0 KiB)`);
    expect(output.text.endsWith("\n")).toBe(true);
  });

  test("a narrow terminal never wraps and a shorter line leaves nothing of a longer one", () => {
    const output = recorder({ isTerminal: true, columns: 20 });
    const progress = startProgress(output, label);
    progress.update(1, 2000);
    progress.end();
    expect(output.text).toBe("\rImporting a.tar [..\n");
  });

  test("elsewhere there is a plain line per tenth", () => {
    const output = recorder();
    const progress = startProgress(output, label);
    for (let doneBytes = 0; doneBytes <= 2000; doneBytes += 10) progress.update(doneBytes, 2000);
    progress.end();
    const lines = output.text.trimEnd().split("\n");
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe("Importing a.tar: 10 % (200 B of 2.0 KiB)");
    expect(output.text).not.toContain("\r");
  });

  test("without a known whole there is only the amount, and a plain line per doubling", () => {
    const terminal = recorder({ isTerminal: true });
    startProgress(terminal, label).update(5000);
    expect(terminal.text).toBe("\rImporting a.tar 4.9 KiB");
    const output = recorder();
    const progress = startProgress(output, label);
    for (let mebibytes = 0; mebibytes <= 5; mebibytes += 0.25) progress.update(mebibytes * 1024 * 1024);
    expect(output.text).toBe(
      ["1.0 MiB", "2.0 MiB", "4.0 MiB"].map((amount) => `Importing a.tar: ${amount}\n`).join(""),
    );
  });

  test("an empty file is complete at once", () => {
    const output = recorder();
    startProgress(output, "x").update(0, 0);
    expect(output.text).toBe("x: 100 % (0 B of 0 B)\n");
  });
});

describe("errors", () => {
  test("a known error is one line", async () => {
    const stderr = recorder();
    await reportError(new CWSandboxAuthenticationError("The key is wrong. Set another."), stderr);
    expect(stderr.text).toBe("Error: The key is wrong. Set another.\n");
  });

  test("a text from elsewhere cannot drive the terminal", async () => {
    const stderr = recorder();
    await reportError(new CWSandboxAuthenticationError("a\u001b[2J\rb\nc"), stderr);
    expect(stderr.text).toBe("Error: a?[2J?b\nc\n");
  });

  test("an error of the command line has its own hint", async () => {
    const stderr = recorder();
    await reportError(new CommandError("No server.", { hint: "npm install x" }), stderr);
    expect(stderr.text).toBe("Error: No server.\nHint: npm install x\n");
  });

  test("a defect shows where it came from", async () => {
    const stderr = recorder();
    await reportError(new TypeError("x is not a function"), stderr);
    expect(stderr.text).toMatch(/^Error: unexpected TypeError: x is not a function\n {4}at /);
  });

  test("colours only when wanted", async () => {
    const stderr = recorder({ isTerminal: true, hasColors: true });
    await reportError(new CommandError("No."), stderr);
    expect(stderr.text).toContain("\u001b[31mError:");
  });
});

test("NO_COLOR, TERM=dumb and files get no colours", () => {
  const terminal = { isTTY: true, columns: 100, write: () => true };
  const file = { write: () => true };
  expect(fromStream(terminal, {}).hasColors).toBe(true);
  expect(fromStream(terminal, { NO_COLOR: "1" }).hasColors).toBe(false);
  expect(fromStream(terminal, { NO_COLOR: "" }).hasColors).toBe(true);
  expect(fromStream(terminal, { TERM: "dumb" }).hasColors).toBe(false);
  expect(fromStream(file, {})).toMatchObject({ isTerminal: false, hasColors: false });
});

import { appendFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { LogQuery } from "@cwsandbox/engine";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { readLog } from "./index.js";

const NEVER = new AbortController().signal;
const ENDED = AbortSignal.abort();

let directory = "";
let path = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "cwsandbox-logs-"));
  path = join(directory, "log");
});
afterEach(() => rm(directory, { recursive: true }));

/** One line of the supervisor's file, `second` seconds after a fixed moment. */
function raw(text: string, kind: "F" | "P" = "F", stream = "stdout", second = 0): string {
  const seconds = String(second).padStart(2, "0");
  return `2026-11-21T07:57:${seconds}.722397522+00:00 ${stream} ${kind} ${text}\n`;
}

async function read(query: Partial<LogQuery> = {}, ended = ENDED): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { data } of readLog({ path, ended }, { follow: false, ...query }, NEVER)) {
    lines.push(Buffer.from(data).toString("latin1"));
  }
  return lines;
}

/** Follows and does the next step whenever a line arrives. */
async function follow(
  query: Partial<LogQuery>,
  steps: (() => Promise<unknown>)[],
): Promise<readonly string[]> {
  const end = new AbortController();
  const lines: string[] = [];
  const advance = async (): Promise<void> => {
    await (steps.shift() ?? (async () => end.abort()))();
  };
  setTimeout(() => void advance(), 30);
  for await (const { data } of readLog({ path, ended: end.signal }, { follow: true, ...query }, NEVER)) {
    lines.push(Buffer.from(data).toString());
    await advance();
  }
  return lines;
}

describe("reading what exists", () => {
  test("lines get their newline and time back; a last piece stays without one", async () => {
    await writeFile(path, raw("one") + raw("") + raw("la", "P") + raw("st", "P"));
    expect(await read()).toEqual(["one\n", "\n", "last"]);
    for await (const { time } of readLog({ path, ended: ENDED }, { follow: false }, NEVER)) {
      expect(time.toISOString()).toBe("2026-11-21T07:57:00.722Z");
    }
  });

  test("pieces are joined per stream", async () => {
    await writeFile(path, raw("x", "P") + raw("e", "P", "stderr") + raw("y") + raw("f", "F", "stderr"));
    expect(await read()).toEqual(["xy\n", "ef\n"]);
  });

  test("a process cannot forge lines, and what the supervisor did not write is left out", async () => {
    const forged = raw("2026-11-21T07:57:00.7+00:00 stderr F text");
    await writeFile(path, `${forged}garbage\n\n${raw("\0\u0001 P ")}2026-13-99T99 stdout F bad time\n`);
    expect(await read()).toEqual(["2026-11-21T07:57:00.7+00:00 stderr F text\n", "\0\u0001 P \n"]);
  });

  test("a very long line comes in bounded pieces, complete", async () => {
    const piece = "x".repeat(8000);
    await writeFile(path, raw(piece, "P").repeat(20) + raw("end"));
    const lines = await read();
    expect(lines.join("")).toBe(`${piece.repeat(20)}end\n`);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80_000);
    expect(lines.length).toBeGreaterThan(1);
  });

  test("no file means no output", async () => {
    expect(await read()).toEqual([]);
    expect(await read({ tailLines: 3 })).toEqual([]);
  });

  test("since keeps what was written at that moment or later", async () => {
    await writeFile(
      path,
      raw("a", "F", "stdout", 1) + raw("b", "F", "stdout", 2) + raw("c", "F", "stdout", 3),
    );
    expect(await read({ since: new Date("2026-11-21T07:57:02.722Z") })).toEqual(["b\n", "c\n"]);
  });
});

describe("tail", () => {
  test.each([
    [0, []],
    [1, ["last"]],
    [2, ["l3\n", "last"]],
    [4, ["l1\n", "l2\n", "l3\n", "last"]],
    [9, ["l1\n", "l2\n", "l3\n", "last"]],
  ])("the last %d lines", async (tailLines, expected) => {
    await writeFile(path, raw("l1") + raw("l2") + raw("l", "P") + raw("3") + raw("last", "P"));
    expect(await read({ tailLines })).toEqual(expected);
  });

  test("the end of a large file, over block borders", async () => {
    const lines = Array.from({ length: 20_000 }, (_value, index) => `line ${index}`);
    await writeFile(path, lines.map((line) => raw(line)).join(""));
    for (const tailLines of [1, 700, 5000]) {
      expect(await read({ tailLines })).toEqual(lines.slice(-tailLines).map((line) => `${line}\n`));
    }
  });
});

describe("following", () => {
  test("the file may come later; lines arrive while they are written; the end ends it", async () => {
    const steps = ["one", "two", "three"].map((text) => () => appendFile(path, raw(text)));
    expect(await follow({}, steps)).toEqual(["one\n", "two\n", "three\n"]);
  });

  test("a tail goes on with what comes, without a gap or repetition", async () => {
    await writeFile(path, raw("a") + raw("b") + raw("c"));
    const more = (): Promise<void> => appendFile(path, raw("d"));
    expect(await follow({ tailLines: 1 }, [async () => {}, more])).toEqual(["c\n", "d\n"]);
  });

  test("a replaced file is read to its end and then the new one", async () => {
    await writeFile(path, raw("old 1"));
    const replace = async (): Promise<void> => {
      await appendFile(path, raw("old 2") + raw("old 3"));
      await writeFile(`${path}.tmp`, "");
      await rename(`${path}.tmp`, path);
      await appendFile(path, raw("new 1"));
    };
    const lines = await follow({}, [async () => {}, replace, async () => {}, async () => {}]);
    expect(lines).toEqual(["old 1\n", "old 2\n", "old 3\n", "new 1\n"]);
  });

  test("half a line is not delivered before its rest, and at the end as it is", async () => {
    const line = raw("whole");
    const steps = [
      () => appendFile(path, raw("first") + line.slice(0, 20)),
      () => appendFile(path, line.slice(20) + raw("tail", "P")),
    ];
    expect(await follow({}, steps)).toEqual(["first\n", "whole\n", "tail"]);
  });

  test("the signal ends it quietly", async () => {
    const query = { follow: true };
    for await (const _record of readLog({ path, ended: NEVER }, query, AbortSignal.timeout(50))) {
      expect.fail("nothing was written");
    }
  });
});

import { describe, expect, test } from "vitest";
import type { LogPiece } from "./log-pieces.js";
import { createLogSession } from "./log-session.js";

async function* source(...lines: readonly string[]): AsyncGenerator<LogPiece, void, undefined> {
  for (const line of lines) yield { data: Buffer.from(line), time: new Date(0) };
}

async function textAt(
  session: ReturnType<typeof createLogSession>,
  offset: number,
): Promise<string | undefined> {
  const piece = await session.pieceAt(offset);
  return piece === undefined ? undefined : Buffer.from(piece.data).toString();
}

describe("a log session", () => {
  test("D9 gives again what was given, from any offset", async () => {
    const session = createLogSession(source("abc\n", "def\n"), 100);
    expect(await textAt(session, 0)).toBe("abc\n");
    expect(await textAt(session, 4)).toBe("def\n");
    expect(await textAt(session, 8)).toBeUndefined();
    expect(await textAt(session, 0)).toBe("abc\n");
    expect(await textAt(session, 6)).toBe("f\n");
  });

  test("D9 knows what it does not keep any more, and what was never there", async () => {
    const session = createLogSession(source("aaaa", "bbbb", "cccc"), 8);
    for (const offset of [0, 4, 8]) await session.pieceAt(offset);
    expect(session.problemAt(0)).toBe("gap");
    expect(session.problemAt(4)).toBeUndefined();
    expect(session.problemAt(12)).toBeUndefined();
    expect(session.problemAt(13)).toBe("beyond-end");
  });

  test("two readers that wait at the same place get the same piece", async () => {
    const session = createLogSession(source("one", "two"), 100);
    expect(await Promise.all([textAt(session, 0), textAt(session, 0)])).toEqual(["one", "one"]);
    expect(await textAt(session, 3)).toBe("two");
  });

  test("very many short lines do not pile up", async () => {
    const count = 120_000;
    const lines = (async function* (): AsyncGenerator<LogPiece, void, undefined> {
      for (let index = 0; index < count; index += 1) yield { data: Buffer.from("\n"), time: new Date(0) };
    })();
    const session = createLogSession(lines, count);
    for (let offset = 0; offset < count; offset += 1) await session.pieceAt(offset);
    expect(session.problemAt(0)).toBe("gap");
    expect(session.problemAt(count - 50_000)).toBeUndefined();
    expect(await textAt(session, count - 1)).toBe("\n");
  });
});

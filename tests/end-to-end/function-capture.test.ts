import { parse, Parser } from "acorn";
import { FunctionSerializationError, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

class Counter {
  #count: number;
  constructor(start: number) {
    this.#count = start;
  }
  next(): number {
    return (this.#count += 1);
  }
}
class StatementParser extends Parser {
  static statements(text: string): number {
    return new StatementParser({ ecmaVersion: 2020 }, text).parse().body.length;
  }
}

/** Both ways to call a function; a directory of its own is what needs the second. */
const WAYS = [
  ["over the call stream", {}],
  ["by files and a command", { tempDir: "/tmp/by-command" }],
] as const;

describe.each(WAYS)("what functions bring along, %s", (_, defaults) => {
  test("packages, imported at the top and inside", async () => {
    await using session = new Session({ tags: [uniqueTag("bring")], ...defaults });
    const count = session.function((text: string) => [
      parse(text, { ecmaVersion: 2020 }).body.length,
      StatementParser.statements(text),
    ]);
    expect(await count("1; 2; 3")).toEqual([3, 3]);
    const inside = session.function(async (text: string) => {
      const acorn = await import("acorn");
      return acorn.parse(text, { ecmaVersion: 2020 }).body.length;
    });
    expect(await inside("a; b")).toBe(2);
  });

  test("instances with private members", async () => {
    await using session = new Session({ tags: [uniqueTag("bring")], ...defaults });
    const counter = new Counter(5);
    const remote = session.function(() => [counter.next(), counter.next()]);
    expect(await remote()).toEqual([6, 7]);
    expect(counter.next()).toBe(6);
  });
});

test("a package that the image must have and has not", async () => {
  await using session = new Session({ tags: [uniqueTag("bring")] });
  const count = session.function((text: string) => parse(text, { ecmaVersion: 2020 }).body.length, {
    packages: ["acorn"],
  });
  await expect(count("1")).rejects.toThrow(/Cannot find (?:package|module) 'acorn'/u);
});

test("secrets stay here, and explain says what would travel", async () => {
  await using session = new Session({ tags: [uniqueTag("bring")] });
  const apiKey = "k-123";
  const remote = session.function(() => apiKey.length);
  await expect(remote()).rejects.toThrow(FunctionSerializationError);
  expect(session.sandboxCount).toBe(0);
  expect(await remote.with({ allowSecrets: ["apiKey"] })()).toBe(5);
  const explained = session.explain((text: string) => parse(text, { ecmaVersion: 2020 }));
  expect(explained.packages).toEqual(["acorn"]);
});

import { Session } from "node:inspector";
import { afterEach, expect, test, vi } from "vitest";
import { FunctionReader } from "./function-reader.js";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Counts the characters in which the inspector answers. */
function countAnswers(): { total: number } {
  const counted = { total: 0 };
  const original: unknown = Reflect.get(Session.prototype, "post");
  if (typeof original !== "function") throw new TypeError("A session asks by post.");
  vi.spyOn(Session.prototype, "post").mockImplementation(function (this: Session, ...given: unknown[]) {
    const [method, params, done] = given;
    const count = (error: unknown, answer: unknown): void => {
      counted.total += JSON.stringify(answer).length;
      if (typeof done === "function") Reflect.apply(done, undefined, [error, answer]);
    };
    Reflect.apply(original, this, [method, params, count]);
  });
  return counted;
}

/** Two variables live in one scope: whoever sees one could see the other. */
function makeReaders(text: string): { readonly small: object; readonly large: object } {
  const one = 1;
  return { small: () => one, large: () => text };
}

test("a large text in a visible variable is not put into words", () => {
  const text = "x".repeat(1_000_000);
  const { small, large } = makeReaders(text);
  const counted = countAnswers();
  const reader = new FunctionReader();
  try {
    const valueIn = (fn: object, name: string): unknown =>
      reader
        .internals(fn)
        .scopes.find(({ names }) => names.has(name))
        ?.read(name);
    expect([valueIn(small, "one"), valueIn(large, "text") === text]).toEqual([1, true]);
    expect(reader.internals(small).scopes[0]?.names).toContain("text");
  } finally {
    reader.close();
  }
  expect(counted.total).toBeGreaterThan(100);
  expect(counted.total).toBeLessThan(100_000);
});

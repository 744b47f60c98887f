import { describe, expect, test } from "vitest";
import { captureFunction } from "../capture/index.js";
import { CWSandboxValidationError, FunctionSerializationError } from "../errors/index.js";
import { sizeOfParts } from "../values/index.js";
import { captureCall, encodeCall } from "./capture-call.js";
import { explainFunction, warnIfLarge } from "./explain.js";
import { readFunctionOptions } from "./options.js";

function refusalOf(fn: object, allowSecrets: true | readonly string[] = []): string {
  try {
    captureFunction(fn, { allowSecrets });
  } catch (error) {
    if (error instanceof FunctionSerializationError) return error.message;
    throw error;
  }
  return "captured";
}

describe("names that look like secrets", () => {
  const apiKey = "k";
  const OPENAI_API_KEY = "k";
  const dbPassword = "k";
  const config = { name: "n", accessToken: "t" };
  const headers = new Map([["secret", "t"]]);
  const secrets = { a: "1" };

  test.each([
    [() => apiKey, "apiKey"],
    [() => OPENAI_API_KEY, "OPENAI_API_KEY"],
    [() => dbPassword, "dbPassword"],
    [() => Object.keys(config), "config.accessToken"],
    [() => config.accessToken, "config.accessToken"],
    [() => headers.size, 'headers.get("secret")'],
    [() => Object.keys(secrets), "secrets"],
  ])("are refused with the way to allow them: %#", (fn, path) => {
    expect(refusalOf(fn)).toContain("looks like a secret");
    expect(refusalOf(fn)).toContain("allowSecrets: [");
    expect(refusalOf(fn)).toContain(path.split(".")[0]);
    expect(refusalOf(fn, true)).toBe("captured");
  });

  test("are allowed by name, and only those", () => {
    expect(refusalOf(() => apiKey, ["apiKey"])).toBe("captured");
    expect(refusalOf(() => apiKey + dbPassword, ["apiKey"])).toContain("dbPassword");
  });

  test("are told from others", () => {
    const maxTokens = 5;
    const token = { kind: "number", start: 0 };
    const tokenize = (text: string) => text.split(" ");
    const passwordField = "#password";
    const secret = "";
    expect(refusalOf(() => [maxTokens, token, tokenize(""), passwordField, secret, config.name])).toBe(
      "captured",
    );
  });

  test("do not matter in arguments and in the sandbox's own environment", () => {
    const read = (given: { token: string }) => [given.token, process.env["API_KEY"]];
    captureFunction(read, { args: [{ token: "t" }] });
  });

  test("a copy of the environment is refused, some of its variables are not", () => {
    const copy = { ...process.env };
    const { PATH } = process.env;
    expect(refusalOf(() => Object.keys(copy))).toContain("a copy of process.env");
    expect(refusalOf(() => Object.keys(copy), true)).toBe("captured");
    expect(refusalOf(() => [PATH, copy["HOME"]])).toBe("captured");
  });
});

describe("explain", () => {
  const table = new Uint8Array(5000);
  const helper = (n: number) => table[n] ?? 0;
  const label = "text";

  test("lists every variable with its size, path and kind", () => {
    const { parse } = JSON;
    const explained = explainFunction((n: number) => [helper(n), label, parse("1")]);
    expect(explained.variables).toMatchObject([
      { name: "helper", path: "helper", how: "value" },
      { name: "label", path: "label", how: "value", sizeBytes: 6 },
      { name: "parse", path: "parse", how: "builtin", from: "JSON.parse" },
      { name: "table", path: "helper → table", how: "value" },
    ]);
    const [first, , , last] = explained.variables;
    expect(last?.sizeBytes).toBeGreaterThan(5000);
    expect(first?.sizeBytes).toBeGreaterThan(last?.sizeBytes ?? Infinity);
    expect(explained.sizeBytes).toBeGreaterThan(5000);
    expect(explained.packages).toEqual([]);
  });

  test("says what would be refused", () => {
    const lock = new WeakRef({});
    expect(() => explainFunction(() => lock)).toThrow(FunctionSerializationError);
  });
});

test.each([
  { packages: "lodash" },
  { packages: [1] },
  { allowSecrets: "apiKey" },
  { allowSecrets: false },
  { warnAboveSizeBytes: -1 },
  { warnAboveSizeBytes: "10" },
])("wrong options are refused: %j", (options) => {
  expect(() => readFunctionOptions(Object(options))).toThrow(CWSandboxValidationError);
});

test("large captured data is told once for each function, large arguments are not", async () => {
  const warnings: string[] = [];
  const note = (warning: Error): void => void warnings.push(warning.message);
  process.on("warning", note);
  const table = new Uint8Array(50_000);
  const options = { warnAboveSizeBytes: 10_000 };
  const send = (fn: object, args: readonly unknown[]): void => {
    const target = { fn, name: "read", options };
    const captured = captureCall(target, { args, receiver: undefined, moment: {} });
    warnIfLarge(target, captured, sizeOfParts(encodeCall(captured, null)));
  };
  const read = (): number => table.length;
  send(read, []);
  send(read, []);
  send(() => 1, ["x".repeat(50_000)]);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  expect(warnings).toEqual([
    expect.stringMatching(/'read' sends \d+ bytes because of the variable "table"/u),
  ]);
});

import { describe, expect, test } from "vitest";
import { FunctionSerializationError, SandboxProtocolError } from "../errors/index.js";
import { arrived } from "./frame.test-support.js";
import { decodeResult, encodeFrame, FrameReader, validateJsonArguments } from "./index.js";

function frame(document: object): Uint8Array {
  return Buffer.concat(encodeFrame(document));
}

/** The document is a list and an object inside an object. */
const TIGHT = { maxSizeBytes: 10_000, maxDepth: 3, maxNodes: 20 };

function raw(json: string): Uint8Array {
  const body = Buffer.from(json);
  const header = Buffer.alloc(5);
  header[0] = 1;
  header.writeUInt32BE(body.length, 1);
  return Buffer.concat([header, body]);
}

describe("results", () => {
  test("values, with the primitives that JSON lacks", () => {
    const specials = [
      [["a"], "NaN"],
      [["list", 1], "undefined"],
      [["zero"], "-0"],
    ];
    const value = { a: null, list: [1, null], zero: 0 };
    expect(decodeResult(arrived(frame({ outcome: "value", value, specials })))).toEqual({
      kind: "value",
      value: { a: Number.NaN, list: [1, undefined], zero: -0 },
    });
    expect(
      decodeResult(arrived(frame({ outcome: "value", value: null, specials: [[[], "undefined"]] }))),
    ).toEqual({
      kind: "value",
      value: undefined,
    });
  });

  test("an own __proto__ key stays data", () => {
    const outcome = decodeResult(
      arrived(raw('{"outcome":"value","value":{"__proto__":{"x":1}},"specials":[]}')),
    );
    const value: unknown = outcome.kind === "value" ? outcome.value : null;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(Object(value))).toEqual(["__proto__"]);
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["an unknown format", Buffer.from([9, 0, 0, 0, 0])],
    ["cut off", Buffer.from([1, 0, 0, 0, 9, 0x7b])],
    ["no JSON", raw("{oops")],
    ["invalid UTF-8", Buffer.concat([Buffer.from([1, 0, 0, 0, 3]), Buffer.from([0x22, 0xff, 0x22])])],
    ["another shape", raw("[1]")],
    ["an unknown outcome", frame({ outcome: "exec", code: "1" })],
    ["no list of specials", frame({ outcome: "value", value: 1 })],
    [
      "a path through a prototype",
      frame({ outcome: "value", value: {}, specials: [[["__proto__", "x"], "NaN"]] }),
    ],
    ["a path to nothing", frame({ outcome: "value", value: [], specials: [[["push"], "NaN"]] })],
    ["a special over a value", frame({ outcome: "value", value: [5], specials: [[[0], "NaN"]] })],
    ["an unknown special", frame({ outcome: "value", value: [null], specials: [[[0], "process.exit()"]] })],
    ["an error without text", frame({ outcome: "error", error: { name: "X" } })],
    ["attachments that are not there", raw('{"outcome":"value","value":1,"specials":[],"attachments":[99]}')],
    ["deep nesting", raw(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
  ])("%s is a protocol error", (_, bytes) => {
    expect(() => decodeResult(arrived(bytes))).toThrow(SandboxProtocolError);
  });

  test("brackets inside of text do not count, however the text is quoted and long", () => {
    for (const piece of ['"[', "\\[", '\\"[', "[", 'x"', "\\\\"]) {
      for (let count = 0; count < 150; count += 1) {
        const value = [piece.repeat(count), { ["y".repeat(count) + piece]: `${"z".repeat(count)}${piece}` }];
        const report = arrived(frame({ outcome: "value", value, specials: [] }), TIGHT);
        expect(decodeResult(report)).toEqual({ kind: "value", value });
      }
    }
  });

  test("a result may arrive in pieces of any size, and is cut off until the last one", () => {
    const document = { outcome: "structured", value: ["node", 0], nodes: [], shapes: [] };
    const whole = Buffer.concat(
      encodeFrame(document, [[Buffer.alloc(3, 1)], [], [Buffer.alloc(2, 2), Buffer.alloc(3, 2)]]),
    );
    for (let size = 1; size <= whole.length; size += 1) {
      const reader = new FrameReader();
      for (let at = 0; at < whole.length; at += size) {
        expect(() => reader.finish()).toThrow(/cut off/u);
        reader.push(whole.subarray(at, at + size));
      }
      const { attachments } = reader.finish();
      expect(attachments.map((memory) => Array.from(new Uint8Array(memory)))).toEqual([
        [1, 1, 1],
        [],
        [2, 2, 2, 2, 2],
      ]);
    }
  });

  test("limits are checked before anything is built", () => {
    const limits = { maxSizeBytes: 1000, maxDepth: 10, maxNodes: 20 };
    const many = frame({ outcome: "value", value: Array.from({ length: 30 }, () => 0), specials: [] });
    expect(() => decodeResult(arrived(many, limits))).toThrow(/more than 20 values/u);
    expect(() => decodeResult(arrived(raw(JSON.stringify("x".repeat(2000))), limits))).toThrow(
      /more than 1000 bytes/u,
    );
    const brackets = frame({ outcome: "value", value: '[[[[[[[[[[[[\\"[[[[', specials: [] });
    expect(decodeResult(arrived(brackets, limits))).toMatchObject({ kind: "value" });
  });

  test("chains of causes are cut, strange fields ignored", () => {
    let error: object = { name: 5, message: "end", stack: "s", properties: [] };
    for (let n = 0; n < 40; n += 1)
      error = { name: "E", message: String(n), stack: "s", properties: {}, cause: error };
    expect(decodeResult(arrived(frame({ outcome: "error", error })))).toMatchObject({
      kind: "error",
      error: { message: "39" },
    });
  });
});

describe("arguments", () => {
  test("basic values pass, shared ones too; the few specials are listed", () => {
    const shared = { a: [1, "x", true, null] };
    expect(validateJsonArguments([shared, shared, undefined, -0, { deep: [-0] }], "f").specials).toEqual([
      [[2], "undefined"],
      [[3], "-0"],
      [[4, "deep", 0], "-0"],
    ]);
  });

  class Model {
    readonly layers = 3;
  }
  const sparse: unknown[] = [1, 2, 3];
  Reflect.deleteProperty(sparse, 1);
  test.each([
    [[{ when: new Date(0) }], "args[0].when is a Date"],
    [[1, [[/x/u]]], "args[1][0][0] is a RegExp"],
    [[new Model()], "args[0] is an instance of Model"],
    [[Object.create({ inherited: 1 })], "args[0] is"],
    [[{ list: [undefined] }], "args[0].list[0] is undefined"],
    [[sparse], "args[0][1] is a hole in an array"],
    [[Object.assign([1], { extra: 2 })], "args[0] is an array with a property of its own, extra"],
    [[{ [Symbol("s")]: 1 }], "args[0] has a symbol as a key"],
    [[Object.defineProperty({}, "x", { get: () => 1, enumerable: true })], "args[0].x is an accessor"],
    [[Object.defineProperty({}, "x", { value: 1 })], "args[0].x is a hidden"],
    [[Number.POSITIVE_INFINITY], "args[0] is Infinity"],
    [[new Proxy([], {})], "args[0] is a Proxy"],
    [[new String("x")], "args[0] is a String"],
  ])("refused by path: %#", (args, text) => {
    expect(() => validateJsonArguments(args, "train")).toThrow(FunctionSerializationError);
    expect(() => validateJsonArguments(args, "train")).toThrow(
      `function 'train' cannot be serialized in JSON mode: ${text}`,
    );
  });
});

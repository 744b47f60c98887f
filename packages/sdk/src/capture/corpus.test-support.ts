import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { EOL } from "node:os";
import path, { join } from "node:path";
import * as helpers from "./corpus-helpers.test-support.js";
import { FACTOR, scale, settings, Shape, shortName, Square, visit } from "./corpus-helpers.test-support.js";

/** A function and its arguments; local and remote results must be equal. */
export interface CorpusCase {
  readonly name: string;
  readonly fn: (...args: never[]) => unknown;
  readonly args?: readonly unknown[];
}

const multiplier = 10;
let moduleCounter = 0;
const CONFIG = { threshold: 0.5, deep: { list: [1, 2, { three: 3 }] } };
const negativeZero = -0;
const notNumber = Number.NaN;
const endless = Number.NEGATIVE_INFINITY;
const big = 12345678901234567890n;
const nothing = undefined;
const unique = Symbol("unique");
const registered = Symbol.for("corpus.registered");
const holes = [1, , 3]; // eslint-disable-line no-sparse-arrays
const when = new Date(1_700_000_000_000);
const badDate = new Date(Number.NaN);
const pattern = /(?<word>\w+)-(\d+)/giu;
const lookup = new Map<unknown, unknown>([["a", 1], [{ key: true }, new Set([1, "two"])]]);
const tags = new Set(["x", "y"]);
const address = new URL("https://user@example.com:8080/a/b?q=1#h");
const failure = Object.assign(new RangeError("outer", { cause: new TypeError("inner") }), { code: "E_OUT" });
const bytes = Buffer.from("héllo");
const overlap = bytes.subarray(1, 4);
const shared = new ArrayBuffer(8);
const asFloats = new Float32Array(shared);
const asBytes = new Uint8Array(shared, 4, 4);
asFloats[1] = 1.5;
const view = new DataView(shared);
const bare: Record<string, unknown> = Object.assign(Object.create(null), { a: 1 });
const frozen = Object.freeze({ list: Object.freeze([1, 2]) });
const sealed = Object.seal({ x: 1 });
const circle: { self?: unknown; name: string } = { name: "circle" };
circle.self = circle;
const twice = { left: CONFIG, right: CONFIG };
const accessor = {
  inner: 4,
  get double() {
    return this.inner * 2;
  },
  set double(value: number) {
    this.inner = value / 2;
  },
};
const hidden = Object.defineProperty({ seen: 1 }, "unseen", { value: 2, enumerable: false });
const boxed = Object("text");

function helper(value: number): number {
  return value + multiplier;
}
function even(n: number): boolean {
  return n === 0 ? true : odd(n - 1);
}
function odd(n: number): boolean {
  return n === 0 ? false : even(n - 1);
}
const factorial = function self(n: number): number {
  return n <= 1 ? 1 : n * self(n - 1);
};
function makeCounter(start: number) {
  let count = start;
  return { up: () => (count += 1), read: () => count };
}
const first = makeCounter(0);
const second = makeCounter(0);
const adders = [1, 2, 3].map((step) => (value: number) => value + step);
function makeGreeter(greeting: string) {
  return (name: string) => `${greeting}, ${name}!`;
}
const greet = makeGreeter("Hello");

class Temperature {
  static readonly scale = "C";
  static #made = 0;
  #degrees: number;

  constructor(degrees: number) {
    this.#degrees = degrees;
  }

  get fahrenheit(): number {
    return this.#degrees * 1.8 + 32;
  }

  static count(): number {
    return Temperature.#made;
  }
}
void Temperature;

class Secretive {
  #inner: number;

  constructor(inner: number) {
    this.#inner = inner;
  }

  reveal(): number {
    return this.#inner;
  }
}

class Point {
  static origin = new Point(0, 0);
  static log: string[] = [];
  static {
    Point.log.push("once");
  }

  readonly x: number;
  readonly y: number;
  label = "p";

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  plus(other: Point): Point {
    return new Point(this.x + other.x, this.y + other.y);
  }

  *[Symbol.iterator](): Generator<number> {
    yield this.x;
    yield this.y;
  }

  get length(): number {
    return Math.hypot(this.x, this.y);
  }
}
const corner = new Point(3, 4);
class NotFound extends Error {
  readonly status = 404;
}
const missing = new NotFound("nothing here");
class Registry extends Map<string, number> {
  total(): number {
    return [...this.values()].reduce((sum, value) => sum + value, 0);
  }
}
const registry = new Registry([["a", 1], ["b", 2]]);
const square = new Square(3);
const calculator = {
  base: 100,
  add(value: number) {
    return this.base + value;
  },
  async later(value: number) {
    return this.base - value;
  },
};
const { isArray } = Array;
const alias = Math.max;
const bound = calculator.add.bind(calculator);
const boundWithArgs = ((a: number, b: number) => a * 100 + b).bind(null, 4);
interface Legacy {
  name: string;
  hello(): string;
}
function LegacyThing(this: Legacy, name: string) {
  this.name = name;
}
LegacyThing.prototype.hello = function (this: Legacy) {
  return `I am ${this.name}`;
};
const legacy: Legacy = Reflect.construct(LegacyThing, ["old"]);
const withProps = Object.assign((x: number) => x + withProps.extra, { extra: 5 });
const memo = new Map<number, number>();
function fibonacci(n: number): number {
  const known = memo.get(n);
  if (known !== undefined) return known;
  const value = n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  memo.set(n, value);
  return value;
}
function retry<R>(times: number, fn: () => R): () => R {
  return () => {
    for (let left = times; ; left -= 1) {
      try {
        return fn();
      } catch (error) {
        if (left <= 1) throw error;
      }
    }
  };
}
let attempts = 0;
const flaky = retry(3, () => {
  attempts += 1;
  if (attempts < 3) throw new Error("again");
  return attempts;
});
function defaults(a: number, b = a * multiplier, ...rest: number[]) {
  return [a, b, rest.length];
}
function* numbers() {
  yield 1;
  yield* [2, 3];
}
const deepList = (() => {
  let list: unknown = null;
  for (let index = 0; index < 20_000; index += 1) list = { next: list };
  return list;
})();

const PLAIN: readonly CorpusCase[] = [
  { name: "no captures", fn: (x: number, y: number) => x + y, args: [2, 3] },
  { name: "I7 closure number", fn: (x: number) => x * multiplier, args: [5] },
  { name: "I8 two levels", fn: ((local: number) => (x: number) => x * multiplier + local)(5), args: [3] },
  { name: "I9 object member", fn: (x: number) => x > CONFIG.threshold, args: [0.7] },
  { name: "nested members", fn: () => CONFIG.deep.list },
  { name: "whole object", fn: () => JSON.stringify(CONFIG) },
  { name: "I10 unused names", fn: (x: number) => x + multiplier, args: [1] },
  { name: "I14 null and unicode", fn: () => ({ nothing: null, text: "ünïcødé 🚀", list: [[1], [2]] }) },
  { name: "negative zero", fn: () => Object.is(negativeZero, -0) },
  { name: "NaN and infinity", fn: () => [Number.isNaN(notNumber), endless] },
  { name: "results NaN, -0", fn: () => ({ a: Number.NaN, b: -0, c: [Number.POSITIVE_INFINITY], d: undefined }) },
  { name: "undefined result", fn: () => undefined },
  { name: "bigint", fn: () => String(big + 1n) },
  { name: "undefined variable", fn: () => nothing === undefined },
  { name: "unique symbol", fn: () => [unique.description, { [unique]: 1 }[unique]] },
  { name: "registered symbol", fn: () => registered === Symbol.for("corpus.registered") },
  { name: "holes", fn: () => [1 in holes, holes.length, holes[2]] },
  { name: "date", fn: () => [when.toISOString(), when instanceof Date, Number.isNaN(badDate.getTime())] },
  { name: "regexp", fn: () => [..."ab-1 cd-2".matchAll(pattern)].map((match) => match.groups?.["word"]) },
  { name: "map", fn: () => [...lookup.values()].map((value) => (value instanceof Set ? [...value] : value)) },
  { name: "set", fn: () => tags.has("x") && tags.size },
  { name: "url", fn: () => [address.host, address.searchParams.get("q"), address instanceof URL] },
  { name: "error with cause", fn: () => [failure.name, failure.code, failure instanceof RangeError, String(failure.cause)] },
  { name: "error stack", fn: () => failure.stack?.split("\n")[0] },
  { name: "buffer", fn: () => [Buffer.isBuffer(bytes), bytes.toString(), bytes.equals(Buffer.from("héllo"))] },
  { name: "overlapping buffers", fn: () => { overlap[0] = 65; return bytes[1]; } },
  { name: "shared array buffer views", fn: () => { asBytes[3] = 0x40; return [asFloats[1], view.getFloat32(4, true), asBytes.buffer === shared]; } },
];

const OBJECTS: readonly CorpusCase[] = [
  { name: "null prototype", fn: () => [Object.getPrototypeOf(bare) === null, bare["a"]] },
  { name: "frozen", fn: () => [Object.isFrozen(frozen), Object.isFrozen(frozen.list), frozen.list] },
  { name: "sealed", fn: () => [Object.isSealed(sealed), Object.isFrozen(sealed)] },
  { name: "cycle", fn: () => circle.self === circle },
  { name: "shared reference", fn: () => twice.left === twice.right && twice.left === CONFIG },
  { name: "accessors", fn: () => { accessor.double = 20; return [accessor.inner, accessor.double]; } },
  { name: "hidden property", fn: () => [Object.keys(hidden), Reflect.get(hidden, "unseen")] },
  { name: "boxed", fn: () => [typeof boxed, boxed.length, String(boxed)] },
  { name: "very deep list", fn: () => { let n = 0; for (let at: unknown = deepList; at !== null; at = Reflect.get(Object(at), "next")) n += 1; return n; } },
  { name: "class instance", fn: () => [corner.plus(new Point(1, 1)).x, corner instanceof Point, corner.length, [...corner]] },
  { name: "static state once", fn: () => [Point.log, Point.origin.x, Point.origin instanceof Point] },
  { name: "class with private members", fn: (degrees: number) => new Secretive(degrees).reveal(), args: [9] },
  { name: "error subclass", fn: () => [missing.status, missing instanceof NotFound, missing instanceof Error, missing.message] },
  { name: "map subclass", fn: () => [registry.total(), registry.get("b"), registry instanceof Map] },
  { name: "imported class", fn: (sides: number) => new Shape(sides).describe(), args: [3] },
  { name: "inheritance", fn: () => [square.describe(), square.area, square instanceof Shape, Square.unit().width] },
  { name: "static count", fn: () => { const before = Shape.made; void new Square(2); return Shape.made - before; } },
  { name: "legacy constructor", fn: () => [legacy.hello(), Object.getPrototypeOf(legacy).constructor.name] },
];

const FUNCTIONS: readonly CorpusCase[] = [
  { name: "I33 helper", fn: (x: number) => helper(x), args: [1] },
  { name: "I33 mutual recursion", fn: (n: number) => [even(n), odd(n)], args: [7] },
  { name: "named expression recursion", fn: factorial, args: [6] },
  { name: "declaration", fn: defaults, args: [2] },
  { name: "default parameters", fn: defaults, args: [2, undefined, 3, 4] },
  { name: "I32 method", fn: calculator.add.bind({ ...calculator, base: 1 }), args: [5] },
  { name: "object with methods", fn: () => calculator.add(1) },
  { name: "async method", fn: async () => calculator.later(1) },
  { name: "I32 bound", fn: bound, args: [1] },
  { name: "bound with arguments", fn: boundWithArgs, args: [2] },
  { name: "I32 function expression", fn: function (x: number) { return x + 1; }, args: [1] },
  { name: "I21 async", fn: async (x: number) => { await new Promise((resolve) => setTimeout(resolve, 1)); return x * multiplier; }, args: [4] },
  { name: "returned by a factory", fn: greet, args: ["you"] },
  { name: "list of closures", fn: (x: number) => adders.map((add) => add(x)), args: [10] },
  { name: "function with properties", fn: withProps, args: [1] },
  { name: "generator helper", fn: () => [...numbers()] },
  { name: "shared variable", fn: () => { first.up(); first.up(); return first.read(); } },
  { name: "separate activations", fn: () => { first.up(); second.up(); second.up(); return [first.read(), second.read()]; } },
  { name: "module variable changed by helper", fn: () => { const bump = () => (moduleCounter += 1); bump(); bump(); return moduleCounter; } },
  { name: "shared map", fn: (n: number) => [fibonacci(n), memo.size], args: [20] },
  { name: "S30 retry wrapper", fn: flaky },
  { name: "I28 name and length", fn: () => [helper.name, helper.length, greet.name, calculator.add.name, Point.name] },
];

const MODULES: readonly CorpusCase[] = [
  { name: "alias of a builtin", fn: () => [alias(1, 5, 2), isArray([])] },
  { name: "identity of builtins", fn: () => [alias === Math.max, isArray === Array.isArray] },
  { name: "builtin module", fn: () => typeof fs.readFileSync },
  { name: "builtin function", fn: () => join("a", "b") + path.sep + EOL },
  { name: "builtin default import", fn: () => path.basename("/x/y.txt") },
  { name: "hash", fn: (text: string) => createHash("sha256").update(text).digest("hex"), args: ["abc"] },
  { name: "imported constant", fn: () => FACTOR },
  { name: "imported function", fn: (x: number) => scale(x), args: [3] },
  { name: "imported object", fn: () => settings.nested.depth },
  { name: "helper with builtin", fn: () => shortName("/tmp/file.txt") },
  { name: "namespace of a user module", fn: (x: number) => helpers.scale(x) + helpers.FACTOR, args: [2] },
  { name: "imported state", fn: () => { visit(); return visit(); } },
  { name: "dynamic import", fn: async () => (await import("node:path")).posix.sep },
  { name: "global functions", fn: () => [typeof setTimeout, typeof structuredClone, parseInt("12", 10)] },
  { name: "process and console", fn: () => [typeof process.exit, typeof console.log] },
];

export const CORPUS: readonly CorpusCase[] = [...PLAIN, ...OBJECTS, ...FUNCTIONS, ...MODULES];

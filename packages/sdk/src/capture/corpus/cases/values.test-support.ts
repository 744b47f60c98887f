import { Shape, Square } from "./helpers.test-support.js";
import type { CorpusCase } from "./case.test-support.js";

const multiplier = 10;
const CONFIG = { threshold: 0.5, deep: { list: [1, 2, { three: 3 }] } };
const negativeZero = -0;
const notNumber = Number.NaN;
const endless = Number.NEGATIVE_INFINITY;
const big = 12345678901234567890n;
const nothing = undefined;
const unique = Symbol("unique");
const registered = Symbol.for("corpus.registered");
const holes = [1, 2, 3];
Reflect.deleteProperty(holes, 1);
const when = new Date(1_700_000_000_000);
const badDate = new Date(Number.NaN);
const pattern = /(?<word>\w+)-(\d+)/giu;
const lookup = new Map<unknown, unknown>([
  ["a", 1],
  [{ key: true }, new Set([1, "two"])],
]);
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
const registry = new Registry([
  ["a", 1],
  ["b", 2],
]);
const square = new Square(3);
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
const deepList = (() => {
  let list: unknown = null;
  for (let index = 0; index < 20_000; index += 1) list = { next: list };
  return list;
})();

const PLAIN: readonly CorpusCase[] = [
  { name: "no captures", fn: (x: number, y: number) => x + y, args: [2, 3] },
  { name: "I7 closure number", fn: (x: number) => x * multiplier, args: [5] },
  {
    name: "I8 two levels",
    fn: (
      (local: number) => (x: number) =>
        x * multiplier + local
    )(5),
    args: [3],
  },
  { name: "I9 object member", fn: (x: number) => x > CONFIG.threshold, args: [0.7] },
  { name: "nested members", fn: () => CONFIG.deep.list },
  { name: "whole object", fn: () => JSON.stringify(CONFIG) },
  { name: "I10 unused names", fn: (x: number) => x + multiplier, args: [1] },
  { name: "I14 null and unicode", fn: () => ({ nothing: null, text: "ünïcødé 🚀", list: [[1], [2]] }) },
  { name: "negative zero", fn: () => Object.is(negativeZero, -0) },
  { name: "NaN and infinity", fn: () => [Number.isNaN(notNumber), endless] },
  {
    name: "results NaN, -0",
    fn: () => ({ a: Number.NaN, b: -0, c: [Number.POSITIVE_INFINITY], d: undefined }),
  },
  { name: "undefined result", fn: () => undefined },
  { name: "bigint", fn: () => String(big + 1n) },
  { name: "undefined variable", fn: () => nothing === undefined },
  { name: "unique symbol", fn: () => [unique.description, { [unique]: 1 }[unique]] },
  { name: "registered symbol", fn: () => registered === Symbol.for("corpus.registered") },
  { name: "holes", fn: () => [1 in holes, holes.length, holes[2]] },
  { name: "date", fn: () => [when.toISOString(), when instanceof Date, Number.isNaN(badDate.getTime())] },
  { name: "regexp", fn: () => [..."ab-1 cd-2".matchAll(pattern)].map((match) => match.groups?.["word"]) },
  {
    name: "map",
    fn: () => [
      lookup.get("a"),
      [...lookup.values()].map((value) => value instanceof Set && value.has("two")),
    ],
  },
  { name: "set", fn: () => tags.has("x") && tags.size },
  { name: "url", fn: () => [address.host, address.searchParams.get("q"), address instanceof URL] },
  {
    name: "error with cause",
    fn: () => [failure.name, failure.code, failure instanceof RangeError, String(failure.cause)],
  },
  { name: "error stack", fn: () => failure.stack?.split("\n")[0] },
  {
    name: "buffer",
    fn: () => [Buffer.isBuffer(bytes), bytes.toString(), bytes.equals(Buffer.from("héllo"))],
  },
  {
    name: "overlapping buffers",
    fn: () => {
      overlap[0] = 65;
      return bytes[1];
    },
  },
  {
    name: "shared array buffer views",
    fn: () => {
      asBytes[3] = 0x40;
      return [asFloats[1], view.getFloat32(4, true), asBytes.buffer === shared];
    },
  },
];

const OBJECTS: readonly CorpusCase[] = [
  { name: "null prototype", fn: () => [Object.getPrototypeOf(bare) === null, bare["a"]] },
  { name: "frozen", fn: () => [Object.isFrozen(frozen), Object.isFrozen(frozen.list), frozen.list] },
  { name: "sealed", fn: () => [Object.isSealed(sealed), Object.isFrozen(sealed)] },
  { name: "cycle", fn: () => circle.self === circle },
  { name: "shared reference", fn: () => twice.left === twice.right && twice.left === CONFIG },
  {
    name: "accessors",
    fn: () => {
      accessor.double = 20;
      return [accessor.inner, accessor.double];
    },
  },
  { name: "hidden property", fn: () => [Object.keys(hidden), Reflect.get(hidden, "unseen")] },
  { name: "boxed", fn: () => [typeof boxed, boxed.length, String(boxed)] },
  {
    name: "very deep list",
    fn: () => {
      let n = 0;
      for (let at: unknown = deepList; at !== null; at = Reflect.get(Object(at), "next")) n += 1;
      return n;
    },
  },
  {
    name: "class instance",
    fn: () => [corner.plus(new Point(1, 1)).x, corner instanceof Point, corner.length, [...corner]],
  },
  { name: "static state once", fn: () => [Point.log, Point.origin.x, Point.origin instanceof Point] },
  { name: "class with private members", fn: (degrees: number) => new Secretive(degrees).reveal(), args: [9] },
  {
    name: "error subclass",
    fn: () => [missing.status, missing instanceof NotFound, missing instanceof Error, missing.message],
  },
  { name: "map subclass", fn: () => [registry.total(), registry.get("b"), registry instanceof Map] },
  { name: "imported class", fn: (sides: number) => new Shape(sides).describe(), args: [3] },
  {
    name: "inheritance",
    fn: () => [square.describe(), square.area, square instanceof Shape, Square.unit().width],
  },
  {
    name: "static count",
    fn: () => {
      const before = Shape.made;
      void new Square(2);
      return Shape.made - before;
    },
  },
  { name: "legacy constructor", fn: () => [legacy.hello(), Object.getPrototypeOf(legacy).constructor.name] },
];

export const VALUE_CASES: readonly CorpusCase[] = [...PLAIN, ...OBJECTS];

import { types } from "node:util";
import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { FunctionSerializationError } from "../../errors/index.js";
import { captureFunction } from "../capture.js";
import { languageObjects } from "./pristine.js";

/** Makes a function that uses most kinds of values; each has a text of its own, which nothing remembers. */
const makerText = (n: number): string => `() => {
  const values = {
    list: [1, , { deep: "x" }], map: new Map([["k", new Set([1])]]), when: new Date(5), pattern: /ab/gi, big: 12n,
    bytes: new Uint8Array([1, 2]), error: Object.assign(new RangeError("boo"), { stack: "" }), zero: -0, own: Symbol("own"),
    url: new URL("http://q/?a=1"), boxed: Object("t"), get read() { return 1; }, "odd key": 1, weak: new WeakMap(),
    registered: Symbol.for("x"), format: new Intl.NumberFormat("de"),
  };
  values.self = values;
  class Base { static count = 1; sides() { return 1; } }
  class Shape extends Base { #hidden = ${n}; static #list = [2]; sides() { return this.#hidden; } static all() { return Shape.#list; } }
  const shape = new Shape();
  const add = (one, other = ${n}, ...more) => one + other;
  const bound = add.bind({ z: 1 }, 2);
  const tag = (strings) => strings;
  return function() { for (const one of [${n}]) { bound(one); } return [values, shape, tag\`x\`, fetch, Math.PI, typeof missing]; };
}`;
// Of one script, which is looked for once.
const MADE: unknown = runInThisContext(`[${Array.from({ length: 1000 }, (_, n) => makerText(n)).join()}]`);
const MAKERS: readonly unknown[] = Array.isArray(MADE) ? MADE : [];

function make(n: number): object {
  const maker = MAKERS[n];
  if (typeof maker !== "function") throw new TypeError("There are fewer functions than members.");
  return Object(Reflect.apply(maker, undefined, []));
}

interface Member {
  readonly owner: object;
  readonly key: PropertyKey;
  readonly half: "value" | "get";
}

function membersOf(owner: object): Member[] {
  return Reflect.ownKeys(owner).flatMap((key) =>
    (["value", "get"] as const).flatMap((half) => {
      const descriptor = Object.getOwnPropertyDescriptor(owner, key);
      const isCode = descriptor?.configurable === true && typeof Reflect.get(descriptor, half) === "function";
      return isCode && key !== "constructor" ? [{ owner, key, half }] : [];
    }),
  );
}

/** Captures a function while a member of the language is replaced; gives what was thrown. */
function errorWith({ owner, key, half }: Member, fn: object, replacement: () => unknown): unknown {
  const define = Object.defineProperty;
  const original = Object.getOwnPropertyDescriptor(owner, key) ?? {};
  const replaced = { ...original, [half]: replacement };
  define(owner, key, replaced);
  const error = errorOf(fn);
  define(owner, key, original);
  return error;
}

function errorOf(fn: object): unknown {
  try {
    captureFunction(fn);
    return null;
  } catch (error) {
    return error;
  }
}

function isNamed(error: unknown): boolean {
  return (
    error instanceof FunctionSerializationError && error.message.includes("is not the one that the language")
  );
}

function boom(): never {
  throw new Error("called");
}

test("whatever capture calls of the language is refused when the program replaced it", () => {
  captureFunction(make(0));
  const members = languageObjects().flatMap(({ own }) => (own === globalThis ? [] : membersOf(own)));
  expect(members.length).toBeGreaterThan(400);
  const called = members.filter((member, index) => {
    const error = errorWith(member, make(index + 1), boom);
    // An error class may need what was replaced, and throws then as well.
    return error !== null && !isNamed(error) && !isCaughtFirst(member);
  });
  expect(called.map(({ key }) => String(key))).toEqual([]);
});

/** Making the refusal itself calls these: that fails, which is no less of a refusal. */
function isCaughtFirst({ key }: Member): boolean {
  return (
    ["assign", "freeze", "bind", "for", "set", "add", "next"].includes(String(key)) || typeof key === "symbol"
  );
}

test.each([
  ["Reflect.ownKeys", Reflect, "ownKeys"],
  ["Object.getOwnPropertyDescriptor", Object, "getOwnPropertyDescriptor"],
  ["Array.prototype.map", Array.prototype, "map"],
  ["JSON.stringify", JSON, "stringify"],
  ["Map.prototype.get", Map.prototype, "get"],
  ["Function.prototype.toString", Function.prototype, "toString"],
  ["util.types.isMap", types, "isMap"],
])("%s, replaced by one that lies, is named", (name, owner, key) => {
  const error = errorWith(
    { owner, key, half: "value" },
    () => [1],
    () => undefined,
  );
  expect(String(error)).toContain(
    `FunctionSerializationError: Nothing can be serialized: ${name} is not the one that`,
  );
});

test.each([
  ["Array.prototype.toJSON", Array.prototype, "toJSON"],
  ["Object.prototype.get", Object.prototype, "get"],
])("%s, which nobody has, is named", (name, owner, key) => {
  const { defineProperty } = Object;
  defineProperty(owner, key, { value: () => "lie", configurable: true });
  const error = errorOf(() => [1]);
  Reflect.deleteProperty(owner, key);
  expect(String(error)).toContain(`${name} is not the one that the language or Node brought`);
});

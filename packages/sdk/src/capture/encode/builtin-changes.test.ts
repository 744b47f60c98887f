import { expect, test } from "vitest";
import { runInRunner } from "../run-runner.test-support.js";

/** Changes something of the language, and gives what takes the change back. */
type Change = () => () => void;

function define(owner: object, key: PropertyKey, change: PropertyDescriptor): Change {
  return () => {
    const before = Object.getOwnPropertyDescriptor(owner, key);
    Object.defineProperty(owner, key, { configurable: true, ...change });
    return () => {
      if (before === undefined) Reflect.deleteProperty(owner, key);
      else Object.defineProperty(owner, key, before);
    };
  };
}

function remove(owner: object, key: PropertyKey): Change {
  return () => {
    const before = Object.getOwnPropertyDescriptor(owner, key) ?? {};
    Reflect.deleteProperty(owner, key);
    return () => Object.defineProperty(owner, key, before);
  };
}

function inherit(owner: object, proto: object): Change {
  return () => {
    const before: unknown = Object.getPrototypeOf(owner);
    Object.setPrototypeOf(owner, proto);
    return () => Object.setPrototypeOf(owner, Object(before));
  };
}

/** Nothing takes it back: only of what nobody else needs. */
function lock(how: (owner: object) => unknown, owner: object): Change {
  return () => {
    how(owner);
    return () => {};
  };
}

const own = Symbol("own");
const registered = Symbol.for("builtin-changes");
const inherited = { fromAbove: () => "above" };
class FakeDate extends Date {
  static override now(): number {
    return 7;
  }
}
const when = new Date(5);
const smaller = Math.min;

const CASES: readonly (readonly [name: string, change: Change, fn: () => unknown])[] = [
  [
    "a registered symbol",
    define(String.prototype, registered, { value: () => "r" }),
    () => Reflect.get(Object("a"), Symbol.for("builtin-changes"))(),
  ],
  ["a symbol of one's own", define(Array.prototype, own, { value: "o" }), () => Reflect.get([], own)],
  [
    "a symbol that the language looks for",
    define(Number.prototype, Symbol.iterator, {
      *value() {
        yield 3;
      },
    }),
    () => Array.from(Object(5)),
  ],
  [
    "another function under such a symbol",
    define(RegExp.prototype, Symbol.search, { value: () => "replaced" }),
    () => "abc".search(/b/u),
  ],
  [
    "a text under such a symbol",
    define(WeakMap.prototype, Symbol.toStringTag, { value: "Mine" }),
    () => Object.prototype.toString.call(new WeakMap()),
  ],
  [
    "an attribute",
    define(Array.prototype, "includes", { enumerable: true }),
    () => {
      const keys = [];
      for (const key in Object([7])) keys.push(key);
      return keys;
    },
  ],
  [
    "what loops see",
    define(Number.prototype, "seenByLoops", { value: 1, enumerable: true }),
    () => {
      const keys = [];
      for (const key in Object(1)) keys.push(key);
      return keys;
    },
  ],
  ["a deleted method", remove(Math, "hypot"), () => typeof Math.hypot],
  ["a deleted global", remove(globalThis, "escape"), () => "escape" in globalThis],
  ["a deleted global, by its name", remove(globalThis, "unescape"), () => typeof unescape],
  [
    "an accessor in the place of a method",
    define(Array.prototype, "copyWithin", { get: () => () => "accessor" }),
    () => [1].copyWithin(0, 0),
  ],
  [
    "another accessor",
    define(Intl.Locale.prototype, "language", { get: () => 99 }),
    () => new Intl.Locale("de").language,
  ],
  [
    "an accessor of the global object",
    define(globalThis, "ownAccessor", {
      get(this: unknown) {
        return this === globalThis;
      },
    }),
    () => Reflect.get(globalThis, "ownAccessor"),
  ],
  [
    "an index",
    define(Array.prototype, 3, { value: "index", writable: true }),
    () => Reflect.get([1, 2], "3"),
  ],
  ["a constant", define(Math, "TAU", { value: 6, configurable: false }), () => Reflect.get(Math, "TAU")],
  ["another text", define(Error.prototype, "name", { value: "Mine" }), () => new Error("x").name],
  ["another function of the language", define(Math, "hypot", { value: smaller }), () => Math.hypot(1, 2)],
  [
    "both names of it",
    define(Math, "hypot", { value: smaller }),
    () => [smaller(1, 2), Math.hypot === smaller],
  ],
  ["a class over another", define(globalThis, "Date", { value: FakeDate }), () => [Date.now(), Date.name]],
  [
    "an instance of the class below",
    define(globalThis, "Date", { value: FakeDate }),
    () => [when.getTime(), when instanceof FakeDate],
  ],
  ["a global without a value", define(globalThis, "fetch", { value: undefined }), () => typeof fetch],
  ["what a namespace inherits", inherit(Math, inherited), () => Reflect.get(Math, "fromAbove")()],
  ["what values inherit", inherit(Number.prototype, inherited), () => Reflect.get(Object(1), "fromAbove")()],
  [
    "a member of a class of Intl",
    define(Intl.ListFormat.prototype, "own", { value: () => "own" }),
    () => Reflect.get(new Intl.ListFormat("en"), "own")(),
  ],
  [
    "a member of what iterators inherit",
    define(Object.getPrototypeOf(Object.getPrototypeOf([].values())), "own", { value: () => "own" }),
    () => Reflect.get([].values(), "own")(),
  ],
  ["a frozen object", lock(Object.freeze, Atomics), () => Object.isFrozen(Atomics)],
  [
    "an object that takes nothing more",
    lock(Object.preventExtensions, WeakSet.prototype),
    () => [Object.isExtensible(WeakSet.prototype), Object.isFrozen(WeakSet.prototype)],
  ],
];

test.concurrent.each(CASES)("what a program changed of the language travels: %s", async (_, change, fn) => {
  const undo = change();
  let expected: unknown;
  let running: ReturnType<typeof runInRunner>;
  try {
    expected = fn();
    // Captured before it returns.
    running = runInRunner(fn);
  } finally {
    undo();
  }
  expect((await running).outcome).toEqual({ kind: "value", value: expected });
});

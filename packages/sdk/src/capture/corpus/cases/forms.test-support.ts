import type { CorpusCase } from "./case.test-support.js";

const base = 2;
const arrow = (x: number) => x + base;
const asyncArrow = async (x: number) => x + base;
const expression = function (x: number) {
  return x + base;
};
const named = function inner(x: number): string {
  return typeof inner + x;
};
function declared(x: number) {
  return x + base;
}
async function declaredAsync(x: number) {
  await Promise.resolve();
  return x + base;
}
const nested = () => () => () => base;
const curried = (a: number) => (b: number) => (c: number) => a + b + c;
const table = {
  method(x: number) {
    return x + base;
  },
  async asyncMethod(x: number) {
    return x + base;
  },
  *generator() {
    yield base;
    yield* [1, 2];
  },
  async *asyncGenerator() {
    yield base;
  },
  get value() {
    return base;
  },
  set value(_: number) {},
  "quoted name"() {
    return base;
  },
  123() {
    return base;
  },
  [`computed${base}`]() {
    return base;
  },
  [Symbol.toPrimitive]() {
    return base * 21;
  },
  async: () => base,
  get: () => base + 1,
  set: () => base + 2,
  static: () => base + 3,
  arrow: (x: number) => x * base,
};
const computedKey = `computed${base}` as const;
const { method: detached } = { method: (x: number) => x * base };
const spread = (...all: number[]) => Math.max(...all, base);
const patterns = (
  { a = base, b: { c = 1, ...d } = { c: 5 } as { c?: number; d?: number } } = {},
  [e, , f = 3]: readonly (number | undefined)[] = [1],
) => [a, c, d, e, f];
const shadow = (base: number) => base + 1;
const shadowInside = () => {
  const base = 10;
  return base;
};
const hoisted = () => {
  return later();
  function later() {
    return base;
  }
};
const conditional = (flag: boolean) => (flag ? (x: number) => x : (x: number) => x * base)(5);
const immediately = (() => {
  const hidden = 40;
  return () => hidden + base;
})();
const chain = [1, 2, 3].map((n) => [(x: number) => x * n, (x: number) => x + n] as const);
const recursive = (n: number): number => (n < 2 ? 1 : n * recursive(n - 1));
const isOdd = (n: number): boolean => (n === 0 ? false : isEven(n - 1));
const isEven = (n: number): boolean => (n === 0 ? true : isOdd(n - 1));
const compose =
  (...fns: ((x: number) => number)[]) =>
  (x: number) =>
    fns.reduceRight((y, fn) => fn(y), x);
const piped = compose(arrow, expression, (x) => x * 10);
const memoized = ((fn: (x: number) => number) => {
  const seen = new Map<number, number>();
  return (x: number) => {
    if (!seen.has(x)) seen.set(x, fn(x));
    return [seen.get(x), seen.size];
  };
})(arrow);
memoized(1);
const onceOnly = (() => {
  let left = 1;
  return () => (left -= 1) >= 0;
})();
const partial = declared.bind(null, 5);
const boundTwice = partial.bind({ ignored: 1 });
const boundMethod = table.method.bind({ ...table });
const withDefaultsOf = (x: number, y = declared(x), z = y + x) => [x, y, z];
const tagged = (parts: TemplateStringsArray, ...values: unknown[]) => [parts.raw.join("|"), values];
const optional = (o?: { a?: { b?: () => number } }) => o?.a?.b?.() ?? base;
const labelled = (limit: number) => {
  let count = 0;
  outer: for (let i = 0; i < limit; i += 1) {
    for (let j = 0; j < limit; j += 1) {
      if (j > i) continue outer;
      if (i > 5) break outer;
      count += 1;
    }
  }
  return count;
};
const tries = (fail: boolean) => {
  try {
    if (fail) throw new TypeError("no");
    return ["fine", base];
  } catch (error) {
    return [error instanceof TypeError, String(error)];
  } finally {
    void base;
  }
};
const switches = (kind: string) => {
  switch (kind) {
    case "a":
      return base;
    case "b": {
      const base = 7;
      return base;
    }
    default:
      return null;
  }
};
const propertyFunction = Object.assign((x: number) => propertyFunction.factor * x, {
  factor: 3,
  note: { deep: [base] },
});
const renamed = Object.defineProperty((x: number) => x, "name", { value: "other name" });
const unicode = { größe: (π: number) => π * base };
const jsonLike = "</script>\u2028${base}`\\";
const comment = (/* a */ x: number /* b */) => /* c */ x + base; // d
const regex = (text: string) => text.replace(/\/(\w+)[/`}]/gu, (_, name: string) => `<${name}${base}>`);
const template = (name: string) => `a${`b${name}${base}`}c`;
const assigns = () => {
  let a = 1;
  let b: number | null = null;
  a ||= 5;
  b ??= base;
  a **= 3;
  [a, b] = [b, a];
  return [a, b];
};
const newTarget = function (this: unknown) {
  return new.target === undefined;
};
const ownThis = function (this: unknown) {
  return this === undefined;
};
const usesArguments = function (..._: unknown[]) {
  return arguments.length + base;
};
const bigCode = (x: bigint) => x ** 64n + BigInt(base);
const awaitsAll = async () => Promise.all([asyncArrow(1), declaredAsync(2), base]);
const asyncIteration = async () => {
  const seen: number[] = [];
  for await (const value of table.asyncGenerator()) seen.push(value);
  return seen;
};
const usesGenerator = () => [...table.generator()];
const symbolKey = Symbol("key");
const bySymbol = { [symbolKey]: () => base };

/** Every way to write a function. */
export const FORM_CASES: readonly CorpusCase[] = [
  { name: "form: arrow", fn: arrow, args: [1] },
  { name: "form: async arrow", fn: asyncArrow, args: [1] },
  { name: "form: expression", fn: expression, args: [1] },
  { name: "form: named expression", fn: named, args: [1] },
  { name: "form: declaration", fn: declared, args: [1] },
  { name: "form: async declaration", fn: declaredAsync, args: [1] },
  { name: "form: nested", fn: () => nested()()() },
  { name: "form: curried", fn: curried(1)(2), args: [3] },
  { name: "form: method", fn: table.method, args: [1] },
  { name: "form: async method", fn: table.asyncMethod, args: [1] },
  { name: "form: generator method used", fn: usesGenerator },
  { name: "form: async generator used", fn: asyncIteration },
  { name: "form: accessor", fn: () => table.value },
  { name: "form: getter function", fn: Object(Object.getOwnPropertyDescriptor(table, "value")).get },
  { name: "form: quoted method", fn: table["quoted name"] },
  { name: "form: numeric method", fn: table[123] },
  { name: "form: computed method", fn: Object(Reflect.get(table, computedKey)) },
  { name: "form: symbol method", fn: () => `${Number(table)}` },
  {
    name: "form: names that are keywords",
    fn: () => [table.async(), table.get(), table.set(), table.static()],
  },
  { name: "form: arrow in an object", fn: table.arrow, args: [4] },
  { name: "form: destructured", fn: detached, args: [4] },
  { name: "form: rest", fn: spread, args: [1, 9, 3] },
  { name: "form: patterns", fn: patterns },
  { name: "form: patterns with values", fn: patterns, args: [{ a: 1, b: { c: 2, d: 3 } }, [1, 2, 4]] },
  { name: "form: shadowed by a parameter", fn: shadow, args: [1] },
  { name: "form: shadowed inside", fn: shadowInside },
  { name: "form: hoisted", fn: hoisted },
  { name: "form: conditional", fn: conditional, args: [false] },
  { name: "form: from an immediate function", fn: immediately },
  { name: "form: pairs per turn", fn: () => chain.map(([times, plus]) => [times(10), plus(10)]) },
  { name: "form: recursive arrow", fn: recursive, args: [5] },
  { name: "form: mutual arrows", fn: isOdd, args: [7] },
  { name: "form: composed", fn: piped, args: [1] },
  { name: "form: memoized", fn: memoized, args: [1] },
  { name: "form: once", fn: () => [onceOnly(), onceOnly()] },
  { name: "form: partially applied", fn: partial },
  { name: "form: bound twice", fn: boundTwice },
  { name: "form: bound method", fn: boundMethod, args: [1] },
  { name: "form: defaults that call", fn: withDefaultsOf, args: [1] },
  { name: "form: tag", fn: () => tagged`a${1}b\n${base}` },
  { name: "form: optional chains", fn: () => [optional(), optional({}), optional({ a: { b: () => 1 } })] },
  { name: "form: labels", fn: labelled, args: [9] },
  { name: "form: try", fn: () => [tries(true), tries(false)] },
  { name: "form: switch", fn: () => ["a", "b", "c"].map(switches) },
  { name: "form: properties", fn: () => [propertyFunction(2), propertyFunction.note.deep] },
  { name: "form: renamed", fn: () => [renamed.name, renamed(1)] },
  { name: "form: unicode", fn: unicode.größe, args: [3] },
  { name: "form: text that looks like code", fn: () => jsonLike },
  { name: "form: comments", fn: comment, args: [1] },
  { name: "form: regular expressions", fn: regex, args: ["/abc/ /d`"] },
  { name: "form: templates", fn: template, args: ["x"] },
  { name: "form: assignments", fn: assigns },
  { name: "form: new.target", fn: newTarget },
  { name: "form: this of a plain call", fn: ownThis },
  { name: "form: arguments", fn: usesArguments, args: [1, 2] },
  { name: "form: bigint", fn: () => String(bigCode(3n)) },
  { name: "form: awaits", fn: awaitsAll },
  { name: "form: found by a symbol", fn: () => bySymbol[symbolKey]() },
  {
    name: "form: lengths",
    fn: () => [arrow, spread, patterns, withDefaultsOf, partial].map((fn) => fn.length),
  },
  {
    name: "form: names",
    fn: () => [arrow, expression, named, declared, table.method, partial, detached].map((fn) => fn.name),
  },
  {
    name: "form: prints",
    fn: () => console.log("printed", { base }, [1]),
    prints: "printed { base: 2 } [ 1 ]\n",
  },
  {
    name: "form: throws",
    fn: () => {
      throw new RangeError(`too far: ${base}`);
    },
    throws: "RangeError: too far: 2",
  },
  {
    name: "form: rejects",
    fn: async () => Promise.reject(new TypeError("later")),
    throws: "TypeError: later",
  },
  {
    name: "form: throws text",
    fn: () => {
      throw Object("text").toString();
    },
    throws: "null: text",
  },
];

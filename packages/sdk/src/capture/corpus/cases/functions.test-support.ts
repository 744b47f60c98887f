import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { EOL } from "node:os";
import path, { join } from "node:path";
import type { CorpusCase } from "./case.test-support.js";
import * as helpers from "./helpers.test-support.js";
import { FACTOR, scale, settings, Shape, shortName, visit } from "./helpers.test-support.js";

const multiplier = 10;
let moduleCounter = 0;
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
  {
    name: "I32 function expression",
    fn: function (x: number) {
      return x + 1;
    },
    args: [1],
  },
  {
    name: "I21 async",
    fn: async (x: number) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return x * multiplier;
    },
    args: [4],
  },
  { name: "returned by a factory", fn: greet, args: ["you"] },
  { name: "list of closures", fn: (x: number) => adders.map((add) => add(x)), args: [10] },
  { name: "function with properties", fn: withProps, args: [1] },
  { name: "generator helper", fn: () => [...numbers()] },
  {
    name: "shared variable",
    fn: () => {
      first.up();
      first.up();
      return first.read();
    },
  },
  {
    name: "separate activations",
    fn: () => {
      first.up();
      second.up();
      second.up();
      return [first.read(), second.read()];
    },
  },
  {
    name: "module variable changed by helper",
    fn: () => {
      const bump = () => (moduleCounter += 1);
      bump();
      bump();
      return moduleCounter;
    },
  },
  { name: "shared map", fn: (n: number) => [fibonacci(n), memo.size], args: [20] },
  { name: "S30 retry wrapper", fn: flaky },
  {
    name: "I28 name and length",
    fn: () => [helper.name, helper.length, greet.name, calculator.add.name, Shape.name],
  },
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
  {
    name: "imported state",
    fn: () => {
      visit();
      return visit();
    },
  },
  { name: "dynamic import", fn: async () => (await import("node:path")).posix.sep },
  { name: "global functions", fn: () => [typeof setTimeout, typeof structuredClone, parseInt("12", 10)] },
  { name: "process and console", fn: () => [typeof process.exit, typeof console.log] },
];

export const FUNCTION_CASES: readonly CorpusCase[] = [...FUNCTIONS, ...MODULES];

// Programs that change what the language and Node brought along.
import { EventEmitter } from "node:events";
import fs from "node:fs";
import * as path from "node:path";

export const CORPUS = [];
const add = (name, fn) => CORPUS.push({ name, fn });
fs.customThing = () => "fs";
add("patched fs", () => fs.customThing());
const join = path.join;
add("path join", () => join("a", "b"));
Array.prototype.lastItem = function () {
  return this[this.length - 1];
};
add("patched array prototype", () => [1, 2, 3].lastItem());
String.prototype.shout = function () {
  return this.toUpperCase() + "!";
};
add("patched string prototype", () => "a".shout());
Object.defineProperty(Object.prototype, "everywhere", { value: 5, configurable: true, writable: true });
add("patched object prototype", () => ({}).everywhere);
Math.double = (x) => x * 2;
add("patched Math", () => Math.double(4));
const origRandom = Math.random;
Math.random = () => 0.5;
add("replaced Math.random", () => Math.random());
JSON.foo = 1;
add("JSON prop", () => JSON.foo);
const realNow = Date.now;
Date.now = () => 123;
add("replaced Date.now", () => Date.now());
globalThis.ownGlobal = { v: 1 };
add("own global bare", () => ownGlobal.v);
add("own global via globalThis", () => globalThis.ownGlobal.v);
add("own global in string key", () => globalThis["ownGlobal"].v);
const key = "ownGlobal";
add("own global dynamic key", () => globalThis[key].v);
add("own global typeof", () => typeof globalThis.ownGlobal);
add("in globalThis", () => "ownGlobal" in globalThis);
const g = globalThis;
add("global alias", () => g.ownGlobal.v);
add("Reflect.get global", () => Reflect.get(globalThis, "ownGlobal")?.v ?? null);
add("destructured global", () => {
  const { ownGlobal } = globalThis;
  return ownGlobal.v;
});
add("global write", () => {
  globalThis.newOne = 1;
  return newOne;
});
console.custom = () => "c";
add("patched console", () => console.custom());
process.custom = 5;
add("patched process", () => process.custom);
Promise.try2 = (f) => Promise.resolve(f());
add("patched Promise static", async () => await Promise.try2(() => 3));
Map.prototype.getOr = function (k, d) {
  return this.has(k) ? this.get(k) : d;
};
add("patched Map proto", () => new Map([[1, 2]]).getOr(3, 4));
Number.prototype.plus = function (n) {
  return this + n;
};
add("patched Number proto", () => (1).plus(2));
Function.prototype.twice = function () {
  return [this(), this()];
};
add("patched Function proto", () => (() => 1).twice());
Error.prepareStackTrace = undefined;
class Custom extends Error {}
Symbol.custom = Symbol("Symbol.custom");
add("fake well-known", () => [typeof Symbol.custom, Symbol.custom?.toString()]);
const fakeWk = Symbol("Symbol.iterator");
add("fake symbol desc", () => [fakeWk === Symbol.iterator, fakeWk.toString()]);
add("error stack format", () => {
  const e = new Error("x");
  return e.stack.split("\n")[0];
});
const origParse = JSON.parse;
JSON.parse = (t) => ({ patched: true, t });
add("replaced JSON.parse", () => JSON.parse("1"));
add(
  "replaced via alias",
  (
    (J) => () =>
      J.parse("1")
  )(JSON),
);
const origPush = Array.prototype.push;
const dv = Array.prototype.flat;
Array.prototype.flat = function () {
  return "patched flat";
};
add("replaced flat", () => [[1]].flat());
const flatRef = dv;
add("ref to orig flat", () => flatRef.call([[1]]));
const isA = Array.isArray;
Array.isArray = () => "patched";
add("Array.isArray patched", () => Array.isArray(1));
Array.isArray = isA;
Array.prototype.flat = dv;
JSON.parse = origParse;
globalThis.setTimeout.extra = 5;
add("setTimeout prop", () => setTimeout.extra);
delete globalThis.setTimeout.extra;
const oldFetch = globalThis.fetch;
globalThis.fetch = async () => ({ ok: "fake" });
add("fake fetch", async () => (await fetch("http://x")).ok);
add("fake fetch via globalThis", async () => (await globalThis.fetch("http://x")).ok);
globalThis.fetch = oldFetch;

Object.defineProperty(globalThis, "lazyGlobal", {
  get() {
    return 11;
  },
  configurable: true,
});
add("getter global", () => lazyGlobal);
globalThis.undefGlobal = undefined;
add("undefined global", () => [typeof undefGlobal, undefGlobal]);
globalThis.counter = 0;
add("global written", () => {
  counter++;
  return [counter, globalThis.counter];
});
const incr = () => counter++;
const getC = () => counter;
add("global shared cell", () => {
  incr();
  incr();
  return [getC(), counter];
});
delete globalThis.Intl_;
const oldAtob = globalThis.atob;
globalThis.atob = undefined;
add("deleted global", () => typeof atob);
globalThis.atob = oldAtob;
add("process.argv length", () => Array.isArray(process.argv));
const ver = process.version;
add("version captured", () => ver);
add("pid live", () => typeof process.pid);
EventEmitter.defaultMaxListeners = 10;
EventEmitter.prototype.custom = function () {
  return "ee";
};
add("patched EventEmitter", () => new EventEmitter().custom());
add("namespace", () => [
  Object.keys(path).includes("join"),
  path.default.join("a", "b"),
  path.join === path.default.join,
]);
globalThis[Symbol.for("builtins.unrelated")] = new WeakRef({});
add("symbols of the global object that nobody mentions", () => [typeof globalThis, typeof Symbol.iterator]);
globalThis[Symbol.for("builtins.own")] = 5;
add("symbols of the global object that are mentioned", () => globalThis[Symbol.for("builtins.own")]);

import assert from "node:assert/strict";
import { Buffer as NodeBuffer } from "node:buffer";
import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { EventEmitter, once } from "node:events";
import * as fs from "node:fs";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import path, { posix } from "node:path";
import { performance as perf } from "node:perf_hooks";
import { parse as parseQuery } from "node:querystring";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, URL as NodeURL } from "node:url";
import util, { format, inspect, isDeepStrictEqual, promisify, types } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import type { CorpusCase } from "./case.test-support.js";

const { floor, PI } = Math;
const { keys, entries: objectEntries } = Object;
const slice = Array.prototype.slice;
const hasOwn = Object.prototype.hasOwnProperty;
const toText = Object.prototype.toString;
const log = console.log;
const parseJson = JSON.parse;
const now = Date.now;
const readSync = fs.readFileSync;
const wait = promisify(setTimeout);
const math = Math;
const globals = globalThis;
const P = Promise;
const decoder = () => new TextDecoder("utf-8", { fatal: true });
const table = { isArray: Array.isArray, now: Date.now, path, Error, sha: createHash, nested: { inspect } };
const getSize = Object(Object.getOwnPropertyDescriptor(Map.prototype, "size")).get;
const TypedArray = Object.getPrototypeOf(Uint8Array);
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
const boundPush = Array.prototype.push.bind([1]);
const call = Function.prototype.call.bind(Array.prototype.map);

/** Things of Node and the language, by every name. */
export const BUILTIN_CASES: readonly CorpusCase[] = [
  { name: "builtin: members of Math", fn: (x: number) => [floor(x), PI], args: [1.5] },
  { name: "builtin: members of Object", fn: () => [keys({ a: 1 }), objectEntries({ b: 2 })] },
  {
    name: "builtin: prototype methods",
    fn: () => [slice.call([1, 2, 3], 1), hasOwn.call({ a: 1 }, "a"), toText.call(null)],
  },
  { name: "builtin: console.log", fn: () => log("x", { y: 1 }), prints: "x { y: 1 }\n" },
  { name: "builtin: JSON", fn: () => parseJson('{"a":[1]}') },
  { name: "builtin: clock", fn: () => typeof now() },
  { name: "builtin: fs member", fn: () => readSync("/proc/self/comm", "utf8").length > 0 },
  { name: "builtin: fs namespace", fn: () => fs.existsSync("/") },
  { name: "builtin: fs promises", fn: async () => (await readFile("/proc/self/comm", "utf8")).length > 0 },
  { name: "builtin: promisified", fn: async () => wait(1).then(() => "waited") },
  { name: "builtin: timers", fn: async () => sleep(1, "slept") },
  { name: "builtin: alias of Math", fn: () => math.max(1, 2) },
  { name: "builtin: alias of globalThis", fn: () => typeof globals.setTimeout },
  {
    name: "builtin: alias of Promise",
    fn: async () =>
      P.allSettled([P.resolve(1), P.reject(new Error("x"))]).then((all) => all.map((one) => one.status)),
  },
  { name: "builtin: decoder", fn: () => decoder().decode(new TextEncoder().encode("ä")) },
  {
    name: "builtin: in an object",
    fn: () => [
      table.isArray([]),
      typeof table.now(),
      table.path.join("a", "b"),
      new table.Error("m").message,
    ],
  },
  {
    name: "builtin: deep in an object",
    fn: () => [table.sha("md5").update("a").digest("hex"), table.nested.inspect({ a: [1] })],
  },
  { name: "builtin: path", fn: () => [path.basename("/a/b.c"), posix.dirname("/a/b"), path.sep] },
  {
    name: "builtin: hmac",
    fn: (text: string) => createHmac("sha1", "k").update(text).digest("base64"),
    args: ["x"],
  },
  { name: "builtin: random", fn: () => randomUUID().length },
  { name: "builtin: timing safe", fn: () => timingSafeEqual(NodeBuffer.from("a"), Buffer.from("a")) },
  { name: "builtin: Buffer is one", fn: () => NodeBuffer === Buffer },
  {
    name: "builtin: emitter",
    fn: async () => {
      const e = new EventEmitter();
      setImmediate(() => e.emit("x", 5));
      return once(e, "x");
    },
  },
  {
    name: "builtin: assert",
    fn: () => {
      assert.equal(1, 2);
    },
    throws: "AssertionError: Expected values to be strictly equal:\n\n1 !== 2\n",
  },
  { name: "builtin: os", fn: () => typeof hostname() },
  { name: "builtin: perf", fn: () => perf.now() > 0 },
  { name: "builtin: query", fn: () => ({ ...parseQuery("a=1&b=2") }) },
  {
    name: "builtin: streams",
    fn: async () => {
      const out: string[] = [];
      await pipeline(Readable.from(["a", "b"]), async function (source) {
        for await (const part of source) out.push(String(part));
      });
      return out;
    },
  },
  { name: "builtin: string decoder", fn: () => new StringDecoder("utf8").write(Buffer.from("é")) },
  {
    name: "builtin: url",
    fn: () => [fileURLToPath("file:///a%20b"), new NodeURL("http://x/y").pathname, NodeURL === URL],
  },
  {
    name: "builtin: util",
    fn: () => [
      format("%s-%d", "a", 1),
      isDeepStrictEqual({ a: 1 }, { a: 1 }),
      types.isDate(new Date()),
      util.inspect(new Map([[1, 2]])),
    ],
  },
  { name: "builtin: zlib", fn: () => gunzipSync(gzipSync("text")).toString() },
  { name: "builtin: getter", fn: () => getSize.call(new Map([[1, 1]])) },
  {
    name: "builtin: hidden constructors",
    fn: async () => [
      TypedArray.name,
      await new AsyncFunction("return 5")(),
      TypedArray === Object.getPrototypeOf(Uint8Array),
    ],
  },
  { name: "builtin: bound", fn: () => boundPush(2, 3) },
  { name: "builtin: call bound to map", fn: () => call([1, 2], (n: number) => n + 1) },
  {
    name: "builtin: symbols",
    fn: () => [Symbol.iterator.description, Symbol.for("a") === Symbol.for("a"), typeof Symbol.asyncIterator],
  },
  { name: "builtin: Intl made inside", fn: () => new Intl.NumberFormat("en-US").format(1234.5) },
  { name: "builtin: structuredClone", fn: () => structuredClone({ a: new Map([[1, [2]]]) }).a.get(1) },
  {
    name: "builtin: proxies made inside",
    fn: () => new Proxy({ a: 1 }, { get: (target, key) => (key === "a" ? target.a + 1 : null) }).a,
  },
  {
    name: "builtin: weak collections made inside",
    fn: () => {
      const key = {};
      const map = new WeakMap([[key, 1]]);
      return [map.get(key), new WeakRef(key).deref() === key];
    },
  },
  {
    name: "builtin: process",
    fn: () => [typeof process.pid, process.platform, typeof process.env["NOT_SET"]],
  },
  { name: "builtin: new Function", fn: () => new Function("a", "b", "return a + b")(1, 2) },
  {
    name: "builtin: errors by class",
    fn: () => [RangeError, TypeError].map((E) => new E("m") instanceof Error),
  },
  { name: "builtin: fetch is there", fn: () => typeof fetch },
  {
    name: "builtin: queue order",
    fn: async () => {
      const order: string[] = [];
      setImmediate(() => order.push("immediate"));
      queueMicrotask(() => order.push("micro"));
      process.nextTick(() => order.push("tick"));
      await new Promise((done) => setImmediate(() => setImmediate(done)));
      return order.toSorted();
    },
  },
  {
    name: "builtin: streams of the web made inside",
    fn: async () => {
      const parts = [];
      for await (const part of ReadableStream.from([1, 2])) parts.push(part);
      return parts;
    },
  },
];

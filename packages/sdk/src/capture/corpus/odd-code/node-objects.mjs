// Objects that Node and the language keep the content of to themselves.
import { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { performance as pf } from "node:perf_hooks";
import { createHash } from "node:crypto";

export const CORPUS = [];
const add = (name, fn) => CORPUS.push({ name, fn });
const refuse = (name, refused, fn) => CORPUS.push({ name, fn, refused });
const p = new URLSearchParams("a=1&a=2&b=%20x");
add("usp", () => [p.getAll("a"), p.get("b"), p.toString(), p instanceof URLSearchParams]);
const u = new URL("http://h/?q=1");
const usp = u.searchParams;
add("usp of url", () => {
  usp.append("z", "9");
  return [u.href, u.searchParams === usp];
});
add("usp of url alone", () => usp.get("q"));
class MyP extends URLSearchParams {
  extra() {
    return this.get("k");
  }
}
const mp = new MyP("k=v");
mp.note = 1;
add("usp sub", () => [mp.extra(), mp.note, mp instanceof MyP]);
const h = new Headers([
  ["a", "1"],
  ["Set-Cookie", "x=1"],
  ["set-cookie", "y=2"],
  ["A", "3"],
]);
add("headers", () => [[...h], h.getSetCookie(), h instanceof Headers]);
const hImm = Response.redirect("http://x/").headers;
refuse("headers immutable", "of a Request or Response", () => {
  try {
    hImm.set("a", "b");
    return "set";
  } catch (e) {
    return e.name;
  }
});
const te = new TextEncoder();
add("te", () => [...te.encode("ä")]);
const td = new TextDecoder("utf-16le", { fatal: true, ignoreBOM: true });
refuse("td", "middle of a text", () => [
  td.encoding,
  td.fatal,
  td.ignoreBOM,
  td.decode(new Uint8Array([65, 0])),
]);
const tds = new TextDecoder();
tds.decode(new Uint8Array([0xe2, 0x82]), { stream: true });
refuse("td in stream", "middle of a text", () => tds.decode(new Uint8Array([0xac])));
const nf = new Intl.NumberFormat("de-DE", { style: "currency", currency: "EUR" });
add("nf", () => [nf.format(1234.5), nf.resolvedOptions().currency]);
const df = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
add("df", () => df.format(new Date(0)));
const col = new Intl.Collator("sv", { sensitivity: "base" });
add("col", () => ["z", "ä", "a"].sort(col.compare));
const cmp = col.compare;
refuse("col compare fn", "native function", () => ["z", "ä", "a"].sort(cmp));
const fmt = nf.format;
refuse("nf format fn", "native function", () => fmt(3));
const pr = new Intl.PluralRules("en", { type: "ordinal" });
add("pr", () => [pr.select(2), pr.select(11)]);
const lf = new Intl.ListFormat("en", { type: "disjunction" });
add("lf", () => lf.format(["a", "b"]));
const rtf = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
add("rtf", () => rtf.format(-1, "day"));
const dn = new Intl.DisplayNames("en", { type: "region" });
add("dn", () => dn.of("DE"));
const sg = new Intl.Segmenter("en", { granularity: "word" });
add("sg", () => [...sg.segment("a b")].length);
const loc = new Intl.Locale("de-u-co-phonebk");
add("loc", () => [loc.toString(), loc.language]);
const as = AbortSignal.abort("why");
refuse("abort signal aborted", "holds native state", () => [as.aborted, as.reason]);
const as2 = new AbortController().signal;
refuse("abort signal", "holds native state", () => as2.aborted);
const blob = new Blob(["x"]);
refuse("blob", "holds native state", async () => blob.text());
const file = new File(["x"], "f");
refuse("file", "holds native state", () => file.name);
class HttpError extends Error {
  constructor(s, m, o) {
    super(m, o);
    this.status = s;
    this.details = { a: [1] };
  }
  get isClient() {
    return this.status < 500;
  }
}
const he = new HttpError(404, "nf", { cause: new RangeError("inner") });
add("error sub", () => [
  he.status,
  he.details,
  he.isClient,
  he.cause.message,
  he.cause instanceof RangeError,
  he.name,
  he instanceof HttpError,
]);
const key = {};
const wr = new WeakRef(key);
refuse("weakref", "holds native state", () => wr.deref() === key);
const wm = new WeakMap([[key, 1]]);
add("weakmap", () => wm.get(key));
const sab = new SharedArrayBuffer(8);
refuse("sab", "SharedArrayBuffer", () => sab.byteLength);
const rab = new ArrayBuffer(4, { maxByteLength: 16 });
refuse("rab", "resizable", () => {
  rab.resize(8);
  return rab.byteLength;
});
const rav = new Uint8Array(rab);
refuse("rab view", "resizable", () => {
  rab.resize(12);
  return rav.length;
});
const env = process.env;
const envc = { ...process.env };
const st = process.stdout;
const rs = Readable.from(["a"]);
refuse("readable", "holds native state", async () => {
  for await (const x of rs) return x;
});
const ws = new ReadableStream();
refuse("web stream", "holds native state", () => ws.locked);
const gp = (function* () {
  yield 1;
})();
refuse("gen", "running generator", () => [...gp]);
const it = new Set([1]).values();
refuse("set it", "an iterator", () => [...it]);
const lb = Buffer.from("abc");
add("buf", () => lb.toString("hex"));
const sd = new StringDecoder("utf8");
refuse("string decoder", "holds native state", () => sd.write(Buffer.from("a")));
add("perf", () => typeof pf.now());
const ch = createHash("md5");
refuse("hash", "holds native state", () => ch.digest("hex"));
const dt = new Date(NaN);
add("date nan", () => isNaN(dt));
const wasm = new WebAssembly.Memory({ initial: 1 });
refuse("wasm memory", "holds native state", () => wasm.buffer.byteLength);
const fin = Object.freeze(new Uint8Array(0));
add("frozen ta", () => Object.isFrozen(fin));
const dv = new DataView(new ArrayBuffer(16), 4, 8);
add("dv", () => [dv.byteOffset, dv.byteLength, dv.buffer.byteLength]);
const ev = new Event("x");
refuse("event", "holds native state", () => ev.type);
const ce = new CustomEvent("x", { detail: 1 });
refuse("custom event", "holds native state", () => ce.detail);
const fd = new FormData();
fd.append("a", "1");
refuse("form data", "holds native state", () => fd.get("a"));
const rq = new Request("http://x/");
refuse("request", "holds native state", () => rq.url);
const dom = new DOMException("m", "AbortError");
refuse("domexception", "holds native state", () => [dom.name, dom.message, dom.code]);
const sy = Object(Symbol("q"));
add("boxed sym", () => sy.description);
const f32 = new Float32Array([1.5, NaN, -0]);
add("f32", () => [f32[0], isNaN(f32[1]), Object.is(f32[2], -0)]);
const big64 = new BigUint64Array([2n ** 63n]);
add("bu64", () => String(big64[0]));
const mapIt = {
  *[Symbol.iterator]() {
    yield 1;
  },
};
add("it obj", () => [...mapIt]);
const q = queueMicrotask.bind(null);
add("bound native", () => typeof q);
const gl = globalThis;
add("globalThis", () => gl === globalThis);
const nn = new Number(-0);
add("boxed -0", () => Object.is(nn.valueOf(), -0));
const rx = /(?<y>\d)/dg;
rx.lastIndex = 2;
rx.foo = 1;
add("rx", () => [rx.lastIndex, rx.foo, rx.hasIndices]);
const rxp = Object.setPrototypeOf(/a/, {
  __proto__: RegExp.prototype,
  test() {
    return "t";
  },
});
add("rx proto", () => rxp.test("b"));
const fakeUrl = Object.create(URL.prototype);
add("fake url", () => {
  try {
    return fakeUrl.href;
  } catch (e) {
    return e.name;
  }
});
const fakeMap = Object.create(Map.prototype);
add("fake map", () => {
  try {
    return fakeMap.size;
  } catch (e) {
    return e.name;
  }
});
const fakeDate = Object.create(Date.prototype);
add("fake date", () => {
  try {
    return fakeDate.getTime();
  } catch (e) {
    return e.name;
  }
});
const fakeErr = Object.create(Error.prototype);
add("fake error", () => [fakeErr instanceof Error, Object.prototype.toString.call(fakeErr)]);
const protoMap = Object.setPrototypeOf(new Map([[1, 2]]), Object.prototype);
add("map lost proto", () => Map.prototype.get.call(protoMap, 1));
const urlLost = Object.setPrototypeOf(new URL("http://q/"), null);
const uspLost = Object.setPrototypeOf(new URLSearchParams("a=1"), null);
const nfLost = Object.setPrototypeOf(new Intl.NumberFormat("de"), Object.prototype);
const evLost = Object.setPrototypeOf(new EventTarget(), Object.prototype);
const hLost = Object.setPrototypeOf(new Headers({ a: "1" }), Object.prototype);
const teLost = Object.setPrototypeOf(new TextDecoder("latin1"), null);
const promLost = Object.setPrototypeOf(Promise.resolve(1), Object.prototype);
const frLost = Object.setPrototypeOf(new FinalizationRegistry(() => {}), Object.prototype);
const wrLost = Object.setPrototypeOf(new WeakRef(key), null);
const itLost = Object.setPrototypeOf([1][Symbol.iterator](), Object.prototype);
const errLost = Object.setPrototypeOf(new Error("m"), Object.prototype);

// Values of every kind, and what no text can hold.
import * as nodeUtil from "node:util";
import { createRequire } from "node:module";

export const CORPUS = [];
const add = (name, fn) => CORPUS.push({ name, fn });
const refuse = (name, refused, fn) => CORPUS.push({ name, fn, refused });
add("typeof cjs names in esm", () => [
  typeof require,
  typeof module,
  typeof exports,
  typeof __filename,
  typeof __dirname,
]);
add(
  "boxed",
  ((a, b, c, d) => () => [typeof a, a.valueOf(), typeof b, b.valueOf() === 5n, typeof c, d.length])(
    Object(1),
    Object(5n),
    Object(Symbol.iterator),
    Object("abc"),
  ),
);
const bs = Object(Symbol("x"));
add("boxed symbol", () => [typeof bs, bs.description]);
const errg = Object.defineProperty(new Error("m"), "code", { get: () => "G" });
add("error getter", () => errg.code);
const agg = new AggregateError([new Error("a"), new TypeError("b")], "all");
add("aggregate", () => [agg.errors.map((e) => e.constructor.name), agg.message]);
const dom = new DOMException("m", "AbortError");
refuse("DOMException", "native state", () => [dom.name, dom.message, dom.code, dom instanceof Error]);
const m = new Map();
m.set(m, m);
m.set({ a: 1 }, [m]);
m.extra = 1;
add("self map", () => [m.get(m) === m, m.size, m.extra]);
const syms = [Symbol(), Symbol(""), Symbol("a"), Symbol.for("reg"), Symbol.for("")];
add("symbols", () => syms.map((s) => [s.description ?? "none", Symbol.keyFor(s) ?? "none"]));
const buf = Buffer.from("hello world");
const sl = buf.subarray(0, 5);
add("buffer slices", () => {
  sl[0] = 72;
  return [buf.toString(), sl.toString(), buf.buffer === sl.buffer];
});
const rab = new ArrayBuffer(4, { maxByteLength: 8 });
refuse("resizable", "resizable", () => rab.byteLength);
const trackd = new Uint8Array(new ArrayBuffer(4, { maxByteLength: 8 }));
refuse("length tracking", "resizable", () => trackd.length);
const det = new ArrayBuffer(4);
structuredClone(det, { transfer: [det] });
refuse("detached", "detached", () => [det.byteLength, det.detached ?? "n/a"]);
const detView = new Uint8Array(4);
structuredClone(detView.buffer, { transfer: [detView.buffer] });
refuse("detached view", "detached", () => {
  try {
    return [detView.length, detView.byteOffset];
  } catch (e) {
    return e.name;
  }
});
const u = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
add("sub view", () => [u.length, u.byteOffset, u.buffer.byteLength]);
const native = {
  blob: new Blob(["x"]),
  file: new File(["x"], "f"),
  form: new FormData(),
  response: new Response("x"),
  request: new Request("http://x"),
  "abort controller": new AbortController(),
  "abort signal": AbortSignal.abort(),
  event: new Event("x"),
  "event target": new EventTarget(),
  "weak reference": new WeakRef({}),
  "finalization registry": new FinalizationRegistry(() => {}),
  "MIME type": new nodeUtil.MIMEType("text/plain"),
  "WebAssembly module": new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
};
for (const [name, value] of Object.entries(native)) refuse(name, "holds native state", () => value);
const byReference = {
  crypto,
  performance,
  Atomics,
  hrtime: process.hrtime.bigint,
  memoryUsage: process.memoryUsage,
};
for (const [name, value] of Object.entries(byReference)) {
  add(name, () => [typeof value, Object.prototype.toString.call(value), value.name ?? ""]);
}
const requireHere = createRequire(import.meta.url);
refuse("require of a file", "inside Node", () => requireHere);
class Acc {
  static #count = 1;
  static get count() {
    return Acc.#count;
  }
  static set count(v) {
    Acc.#count = v;
  }
  #v = 1;
  get v() {
    return this.#v;
  }
  set v(x) {
    this.#v = x * 2;
  }
  static accessorLike = {
    get a() {
      return 1;
    },
  };
}
const acc = new Acc();
acc.v = 5;
Acc.count = 9;
add("accessors", () => {
  acc.v = 2;
  return [acc.v, Acc.count, ((Acc.count = 3), Acc.count), Acc.accessorLike.a];
});
const KEY = "dyn";
class Comp {
  [KEY]() {
    return 1;
  }
  static [KEY + "S"] = 2;
  [`f${1}`] = 3;
  [Symbol.iterator]() {
    return [1][Symbol.iterator]();
  }
  get [Symbol.toStringTag]() {
    return "Comp!";
  }
  static [Symbol.hasInstance](x) {
    return x === 5;
  }
  async am() {
    return 1;
  }
  *gm() {
    yield 1;
  }
  async *agm() {
    yield 1;
  }
  "quoted-key"() {
    return "q";
  }
  123() {
    return "n";
  }
}
const comp = new Comp();
refuse("computed class", "computed name", () => [
  comp.dyn(),
  Comp.dynS,
  comp.f1,
  [...comp],
  String(comp),
  5 instanceof Comp,
  comp["quoted-key"](),
  comp[123](),
]);
class Sym2 {
  [Symbol.iterator]() {
    return [1, 2][Symbol.iterator]();
  }
  get [Symbol.toStringTag]() {
    return "S2";
  }
  "quoted-key"() {
    return "q";
  }
  123() {
    return "n";
  }
  0x10() {
    return "h";
  }
  1e3() {
    return "e";
  }
  "it's"() {
    return "s";
  }
  static async *[Symbol.asyncIterator]() {
    yield 1;
  }
  constructor() {}
  constructor2() {}
}
const sym2 = new Sym2();
add("odd keys class", () => [
  [...sym2],
  String(sym2),
  sym2["quoted-key"](),
  sym2[123](),
  sym2[16](),
  sym2[1000](),
  sym2["it's"](),
]);
const np = Object.assign(Object.create(null), { a: 1 });
add("null proto", () => [np.a, Object.getPrototypeOf(np)]);
const fp = Object.create(function () {
  return 1;
});
add("function proto", () => [typeof fp, typeof Object.getPrototypeOf(fp), Object.getPrototypeOf(fp)()]);
const nf = Object.setPrototypeOf(() => 1, null);
add("fn null proto", () => [nf(), Object.getPrototypeOf(nf)]);
const arrp = Object.setPrototypeOf([1, 2], {
  first() {
    return this[0];
  },
});
add("array changed proto", () => [arrp.first(), Array.isArray(arrp), arrp instanceof Array]);
const chain = Object.create(Object.create({ deep: 1 }, { mid: { value: 2 } }));
add("chain", () => [chain.deep, chain.mid, Object.keys(chain)]);
let outerD = 5;
const defp = (a = outerD++, { b = a } = {}, [c] = [b]) => [a, b, c];
add("defaults", () => [defp(), defp(1), defp(1, { b: 2 }, [3])]);
function scopes() {
  const x = 1;
  {
    const x = 2;
    {
      let x = 3;
      return [
        () => x,
        () => {
          x++;
        },
      ];
    }
  }
}
const [readX, incX] = scopes();
add("nested same names", () => {
  incX();
  return readX();
});
const sw = (n) => {
  switch (n) {
    case 1: {
      let q = 5;
      return () => q++;
    }
    default:
      let q = 7;
      return () => q++;
  }
};
const sw1 = sw(1),
  sw2 = sw(2);
add("switch scope", () => [sw1(), sw1(), sw2(), sw2()]);
const ct = (() => {
  try {
    throw { v: 1 };
  } catch ({ v }) {
    return [
      () => v,
      () => {
        v++;
      },
    ];
  }
})();
add("catch destructured", () => {
  ct[1]();
  return ct[0]();
});
const lbl = () => {
  outer: for (let i = 0; i < 3; i++) {
    for (;;) {
      if (i === 1) break outer;
      continue outer;
    }
  }
  return "done";
};
add("labels", lbl);
const b1 = function (a, b) {
  return [this?.k, a, b, new.target === undefined];
}.bind({ k: 1 }, 2);
const b2 = b1.bind({ k: 9 }, 3);
b2.tag = "t";
add("bound twice", () => [b2(), b2.tag, b2.name, b2.length]);
class BC {
  constructor(a) {
    this.a = a;
  }
}
const BB = BC.bind(null, 7);
add("bound class", () => [new BB().a, new BB() instanceof BC, new BB() instanceof BB]);
const bprox = Array.prototype.map.bind([1, 2]);
add("bound native", () => bprox((x) => x * 2));
const um = Function.prototype.call.bind(Array.prototype.slice);
add("uncurried", () => um([1, 2, 3], 1));
const mth = Math.max;
const { floor } = Math;
add("destructured natives", () => [mth(1, 2), floor(1.5)]);
const MapX = Map;
{
}
add("aliased ctor", () => new MapX([[1, 2]]).get(1));
const Map2 = class Map {
  hi() {
    return "own";
  }
};
add("own class named Map", () => [new Map2().hi(), Map2.name]);
function Error2() {}
Object.defineProperty(Error2, "name", { value: "Error" });
add("fn named Error", () => Error2.name);
let live = 1;
const getLive = () => live;
const setLive = (v) => {
  live = v;
};
add("module live", () => {
  setLive(5);
  return [live, getLive()];
});
const toJ = {
  toJSON() {
    return { j: 1 };
  },
  [Symbol.toPrimitive]: () => 42,
  valueOf: () => 1,
};
add("conversions", () => [JSON.stringify(toJ), +toJ, `${toJ}`]);
const cust = { [nodeUtil.inspect.custom]: () => "CUSTOM" };
add("inspect custom", () => nodeUtil.inspect(cust));
const prom = util_promisify_like;
function util_promisify_like(x) {
  return new Promise((r) => setTimeout(r, 1, x));
}
add("hoisted", async () => await prom(3));
const pf = nodeUtil.promisify(setTimeout);
add("promisified setTimeout", async () => await pf(1, "v"));
const pfFs = nodeUtil.promisify((cb) => cb(null, 5));
refuse("promisified own", "inside Node", async () => await pfFs());
const deb = nodeUtil.deprecate(() => 3, "old");
refuse("deprecated", "inside Node", () => deb());
const objAcc = {
  _v: 1,
  get v() {
    return this._v;
  },
  set v(x) {
    this._v = x;
  },
};
add("object accessor", () => {
  objAcc.v = 9;
  return [objAcc._v, objAcc.v];
});
const onlySet = {
  set v(x) {
    this.w = x;
  },
};
add("only setter", () => {
  onlySet.v = 3;
  return [onlySet.w, onlySet.v];
});
const partial = {
  a: 1,
  get b() {
    return this.a;
  },
  c: 3,
};
add("partial accessor this", () => partial.b);
const partial2 = { a: { x: 1 }, b: { y: 2 } };
const alias2 = partial2;
add("partial alias", () => {
  alias2.a.x = 9;
  return [partial2.a.x, Object.keys(alias2)];
});
const part3 = {
  n: 1,
  f() {
    return Object.keys(this);
  },
};
add("called this", () => part3.f());
const part4 = { a: 1, b: 2 };
add("optional chain", () => [part4?.a, part4?.["b"], part4.zz?.q]);
const part5 = { a: 1, b: 2 };
add("has own", () => ["b" in part5, part5.a]);
const part6 = { a: 1, b: 2 };
const seen6 = () => Object.keys(part6);
add("partial elsewhere whole", () => [part6.a, seen6()]);
const part7 = { toString: 5 };
add("inherited member", () => [part7.hasOwnProperty("toString"), part7.constructor === Object]);
const cyc = { name: "c" };
cyc.self = cyc;
cyc.list = [cyc];
add("cycle", () => [cyc.self === cyc, cyc.list[0].self.name]);
const shareA = { v: 1 };
const s1 = { r: shareA },
  s2 = { r: shareA };
add("shared ref", () => {
  s1.r.v = 5;
  return [s2.r.v, s1.r === s2.r];
});
const dblFn = () => 1;
const holderF = { a: dblFn, b: dblFn };
add("fn identity", () => [holderF.a === holderF.b, holderF.a === dblFn]);
const big = { n: 1n << 100n, neg: -5n, nan: NaN, inf: -Infinity, z: -0 };
add("numbers", () => [
  String(big.n),
  String(big.neg),
  Number.isNaN(big.nan),
  big.inf < 0,
  Object.is(big.z, -0),
]);
const lone = "\ud800 \u2028 \u0000 \ufeff";
add("odd text", () => [lone.length, lone.charCodeAt(0), lone.charCodeAt(2), lone.charCodeAt(4)]);
const loneKey = { ["\ud800"]: 1, "\u2028": 2, "": 3, __proto__x: 4 };
add("odd keys", () => Object.keys(loneKey).map((k) => (k.length ? k.charCodeAt(0) : -1)));
const weirdTpl = () => `a${`b${1}`}\u{1F600}`;
add("template", weirdTpl);
const reg = [/[/]\/(?<n>x)\u{61}/u, /a/dgimsuy, new RegExp(""), new RegExp("/"), new RegExp("\n")];
add("regexps", () => reg.map(String));
const htmlComment = () => {
  let a = 1;
  let b = 2;
  return a < !--b;
};
add("html comment like", htmlComment);
const asyncA = async (x) => {
  await null;
  return x;
};
const asyncM = {
  async m() {
    return await asyncA(2);
  },
};
add("async method", () => asyncM.m());
const order = [];
add("promise order", async () => {
  const o = [];
  setTimeout(() => o.push("t"));
  setImmediate(() => o.push("i"));
  process.nextTick(() => o.push("n"));
  await null;
  o.push("m");
  await new Promise((r) => setTimeout(() => setImmediate(r), 20));
  return o.sort();
});
const thenable = {
  then(r) {
    r(5);
  },
};
add("returns thenable", () => thenable);
add("throws null", () => {
  throw null;
});
add("throws obj", () => {
  throw { a: 1 };
});
add("throws str", () => {
  throw "x";
});
class PE extends Error {
  #secret = 3;
  get s() {
    return this.#secret;
  }
}
const pe = new PE("m");
add("error with private", () => [pe.s, pe.message]);
const dateCls = class {
  d = new Date(3);
  static z = new Date(4);
};
const dc = new dateCls();
add("class fields objects", () => [dc.d.getTime(), dateCls.z.getTime(), new dateCls().d.getTime()]);

// Objects and classes in unusual states.
export const CORPUS = [];
const add = (name, fn) => CORPUS.push({ name, fn });
const refuse = (name, refused, fn) => CORPUS.push({ name, fn, refused });
// private methods only
class OnlyMethods {
  #m() {
    return 5;
  }
  static has(o) {
    return #m in o;
  }
  run() {
    try {
      return this.#m();
    } catch (e) {
      return e.name;
    }
  }
}
const fake = Object.create(OnlyMethods.prototype);
const real = new OnlyMethods();
add("fake of private methods class", () => [OnlyMethods.has(fake), fake.run()]);
add("real of private methods class", () => [OnlyMethods.has(real), real.run()]);
class Field {
  #x = 1;
  static has(o) {
    return #x in o;
  }
  get x() {
    return this.#x;
  }
}
const fakeField = Object.create(Field.prototype);
add("fake of private field class", () => [Field.has(fakeField)]);
class Derived extends Field {
  #y = 2;
  y() {
    return this.#y;
  }
  static hasY(o) {
    return #y in o;
  }
}
const swappedProto = Object.setPrototypeOf(new Field(), Derived.prototype);
refuse("proto swapped to derived", "are not those of its classes", () => [
  Field.has(swappedProto),
  Derived.hasY(swappedProto),
  swappedProto.x,
]);
const lostProto = Object.setPrototypeOf(new Field(), Object.prototype);
refuse("proto lost", "private member #x", () => [Field.has(lostProto)]);
const lostProto2 = Object.setPrototypeOf(new OnlyMethods(), null);
refuse("proto lost methods", "private member #m", () => [OnlyMethods.has(lostProto2)]);
// stamped
class Stamper {
  constructor(o) {
    return o;
  }
}
class Stamp extends Stamper {
  #tag = "t";
  static read(o) {
    return #tag in o ? o.#tag : null;
  }
}
const stamped = { a: 1 };
new Stamp(stamped);
refuse("stamped plain object", "private member #tag", () => [Stamp.read(stamped), stamped.a]);
// private fields on function
const stampedFn = () => 3;
new Stamp(stampedFn);
refuse("stamped function", "private member #tag", () => [Stamp.read(stampedFn), stampedFn()]);
// getters with side effects
let hits = 0;
const sneaky = {
  get v() {
    return ++hits;
  },
};
add("getter with side effects", () => [sneaky.v, sneaky.v, hits]);
const lazy = {
  get once() {
    const value = { made: true };
    Object.defineProperty(this, "once", { value });
    return value;
  },
};
add("lazy getter", () => [
  lazy.once === lazy.once,
  Object.getOwnPropertyDescriptor(lazy, "once").get === undefined,
]);
// symbols & non enumerable
const sym = Symbol("k");
const hidden = Object.defineProperty({ [sym]: 1, b: 2 }, "h", { value: 3 });
add("symbol and hidden", () => [
  hidden[sym],
  hidden.h,
  Object.keys(hidden),
  Reflect.ownKeys(hidden).map(String),
]);
add(
  "frozen",
  ((o, s, p) => () => [
    Object.isFrozen(o),
    Object.isSealed(s),
    Object.isExtensible(p),
    (() => {
      try {
        o.a = 2;
        return "ok";
      } catch (e) {
        return e.message;
      }
    })(),
  ])(Object.freeze({ a: 1 }), Object.seal({ b: 1 }), Object.preventExtensions({ c: 1 })),
);
const frozenArr = Object.freeze([1, 2, 3]);
add("frozen array", () => {
  try {
    frozenArr.push(1);
  } catch (e) {
    return e.name;
  }
  return "?";
});
const frozenDeep = Object.freeze(Object.assign(() => 1, { k: 1 }));
add("frozen function", () => {
  try {
    frozenDeep.k = 2;
  } catch (e) {
    return [e.name, frozenDeep()];
  }
  return "?";
});
const frozenMap = Object.freeze(new Map([[1, 2]]));
add("frozen map still changeable", () => {
  frozenMap.set(3, 4);
  return [frozenMap.size, Object.isFrozen(frozenMap)];
});
class FrozenC {
  static a = 1;
  m() {
    return 1;
  }
}
Object.freeze(FrozenC);
Object.freeze(FrozenC.prototype);
add("frozen class", () => [
  Object.isFrozen(FrozenC),
  Object.isFrozen(FrozenC.prototype),
  new FrozenC().m(),
  FrozenC.a,
]);
const sparse = [1, , 3];
sparse[10] = 4;
sparse.extra = 5;
sparse[-1] = 6;
add("sparse", () => [0 in sparse, 1 in sparse, sparse.length, Object.keys(sparse)]);
const big = [];
big[4294967294] = 1;
add("hugely sparse", () => [big.length, Object.keys(big)]);
const veryBig = [];
veryBig.length = 1e6;
veryBig[5] = 1;
add("long empty", () => [veryBig.length, Object.keys(veryBig)]);
const px = new Proxy({ a: 1 }, { get: () => 5 });
refuse("proxy", "it is a Proxy", () => px.a);
const rev = Proxy.revocable({}, {});
rev.revoke();
const rp = rev.proxy;
refuse("revoked proxy", "it is a Proxy", () => typeof rp);
const pfn = new Proxy(() => 1, { apply: () => 7 });
refuse("proxy fn", "it is a Proxy", () => pfn());
// class static block
class Blocky {
  static n;
  static {
    let secret = 7;
    this.n = () => ++secret;
  }
}
add("static block closure", () => [Blocky.n(), Blocky.n()]);
class MyMap extends Map {
  get(k) {
    return super.get(k) ?? "none";
  }
}
const mm = new MyMap([["a", 1]]);
add("sub map", () => [mm.get("a"), mm.get("z"), mm instanceof MyMap, mm instanceof Map, mm.size]);
class MyArr extends Array {
  last() {
    return this[this.length - 1];
  }
}
const ma = MyArr.from([1, 2, 3]);
add("sub arr", () => [
  ma.last(),
  ma.length,
  ma.map((x) => x * 2) instanceof MyArr,
  Array.isArray(ma),
  ma.constructor === MyArr,
]);
class MyErr extends Error {
  constructor(m, o) {
    super(m, o);
    this.name = "MyErr";
    this.extra = 5;
  }
}
const me = new MyErr("boo", { cause: { why: 1 } });
add("sub err", () => [
  me.message,
  me.name,
  me.extra,
  me.cause.why,
  me instanceof MyErr,
  Object.keys(me),
  String(me),
  Object.prototype.toString.call(me),
  me.stack,
]);
class MyProm extends Promise {
  static make() {
    return MyProm.resolve(3);
  }
}
add("sub promise", async () => [await MyProm.make(), MyProm.make() instanceof MyProm]);
class MyDate extends Date {
  year() {
    return this.getUTCFullYear();
  }
}
const md = new MyDate(0);
add("sub date", () => [md.year(), md instanceof MyDate, md.getTime()]);
class MyRe extends RegExp {
  test(s) {
    return !super.test(s);
  }
}
const mr = new MyRe("a", "g");
mr.lastIndex = 3;
add("sub re", () => [mr.test("b"), mr.source, mr.flags, mr.lastIndex]);
class MyFn extends Function {}
const mf = new MyFn("return 5");
add("sub function", () => [mf(), mf instanceof MyFn]);
class MyBuf extends Uint8Array {
  sum() {
    return this.reduce((a, b) => a + b);
  }
}
const mb = new MyBuf([1, 2, 3]);
add("sub u8", () => [mb.sum(), mb instanceof MyBuf, mb.length]);
class MySet extends Set {
  has(x) {
    return super.has(String(x));
  }
}
const ms = new MySet(["1"]);
add("sub set", () => [ms.has(1), ms.size]);
class MyStr extends String {
  shout() {
    return this.toUpperCase() + "!";
  }
}
const mstr = new MyStr("abc");
add("sub string", () => [mstr.shout(), mstr.length, mstr[0]]);
class MyUrl extends URL {
  p() {
    return this.pathname;
  }
}
const mu = new MyUrl("http://x/y?z=1");
add("sub url", () => [mu.p(), mu.searchParams.get("z")]);
const dateProps = Object.assign(new Date(5), { note: 1 });
add("date props", () => [dateProps.note, dateProps.getTime()]);
const badDate = new Date(NaN);
add("invalid date", () => Number.isNaN(badDate.getTime()));
const sticky = /a/gy;
sticky.lastIndex = 2;
add("sticky", () => [sticky.exec("aaab")?.index, sticky.lastIndex]);
const frozenRe = Object.freeze(/a/);
add("frozen re", () => [Object.isFrozen(frozenRe), frozenRe.test("a")]);
const tag = (s) => s;
const site = () => tag`a${1}b`;
add("tagged identity", () => [site() === site(), site().raw.join("|")]);

const overriding = function () {
  return 42;
};
overriding.toString = () => "nope";
add("toString own", () => [overriding(), String(overriding)]);
class TS {
  static toString() {
    return "class!";
  }
}
add("class toString own", () => [String(TS), new TS() instanceof TS]);
const source = function named(a, b) {
  /* comment */ return a + b;
};
add("source text", () => [source.toString(), source.length, source.name]);
const arrowSource = (a) => a /* x */ + 1;
add("arrow source", () => arrowSource.toString());
class Src {
  static s = 1;
  #p = 2;
  m() {
    return this.#p;
  }
  static {
    this.t = 5;
  }
}
const srcI = new Src();
add("class source text", () => Src.toString());
add("class source text with instance", () => [Src.toString(), srcI.m()]);
add("method source text", () => Src.prototype.m.toString());
const fnProps = Object.assign(
  function f() {
    return f.count++;
  },
  { count: 3 },
);
add("fn props", () => [fnProps(), fnProps(), fnProps.count]);
function* gen(n) {
  for (let i = 0; i < n; i++) yield i;
}
add("generator helper", () => [...gen(3)]);
async function* agen(n) {
  for (let i = 0; i < n; i++) yield i;
}
add("async generator helper", async () => {
  const r = [];
  for await (const x of agen(3)) r.push(x);
  return r;
});
gen.prototype.extra = () => "e";
add("generator proto extended", () => gen(1).extra());
const iterable = {
  *[Symbol.iterator]() {
    yield 1;
    yield 2;
  },
};
add("iterable object", () => [...iterable]);
const aiter = {
  async *[Symbol.asyncIterator]() {
    yield 1;
  },
};
add("async iterable", async () => {
  const r = [];
  for await (const x of aiter) r.push(x);
  return r;
});
const runningIt = gen(3);
runningIt.next();
refuse("running gen", "running generator", () => [...runningIt]);
const arrIt = [1, 2, 3][Symbol.iterator]();
arrIt.next();
refuse("array iterator", "native state", () => [...arrIt]);
const strIt = "abc"[Symbol.iterator]();
refuse("string iterator", "a native function", () => [...strIt]);
const reIt = "aXbX".matchAll(/X/g);
refuse("regexp iterator", "a native function", () => [...reIt].length);
const itHelper = globalThis.Iterator ? Iterator.from([1, 2]).map?.((x) => x) : [1];
add("iterator helper", () => [...itHelper].length);
const args = (function () {
  return arguments;
})(1, 2);
refuse("arguments object", "[...arguments]", () => [...args]);
class Original {}
class Swapped extends Original {
  #tag = "s";
  static has(o) {
    return #tag in o;
  }
}
class Dressed {}
const swappedInAndBack = [
  { a: 1 },
  [1],
  new Map(),
  () => 1,
  (() => 1).bind(null),
  Dressed,
  Dressed.prototype,
  new Date(4),
];
for (const [index, one] of swappedInAndBack.entries()) {
  Object.setPrototypeOf(Swapped, Stamper);
  new Swapped(one);
  Object.setPrototypeOf(Swapped, Original);
  refuse(`stamped by a base that was there for a moment: ${index}`, "private member #tag", () =>
    Swapped.has(one),
  );
}
const untouched = { b: 1 };
add("beside one that was not", () => [Swapped.has(untouched), untouched.b]);
const address = new URL("http://q/?a=1");
add("private members of Node's own classes", () => [Stamp.read(address), address.searchParams.get("a")]);
class Parenthesized {
  static #list = (0, [1]);
  static #last = [2];
  static list() {
    return [Parenthesized.#list, Parenthesized.#last];
  }
}
add("private statics in parentheses", () => Parenthesized.list());
const crowd = Array.from({ length: 3000 }, (_, n) => ({ n }));
add("private members beside many objects", () => [crowd.length, Field.has(crowd[2999]), new Field().x]);
const mixedCrowd = crowd.map(({ n }) => ({ n }));
new Stamp(mixedCrowd[2500]);
refuse("stamped one of many", "private member #tag", () => [Stamp.read(mixedCrowd[2500])]);
const lostCrowd = crowd.map(() => Object.setPrototypeOf(new Field(), Object.prototype));
refuse("one of many that lost its prototype", "private member #x", () => [
  crowd,
  lostCrowd[2999],
  Field.has({}),
]);
class Shouting extends String {
  valueOf() {
    return "other";
  }
}
const shouting = new Shouting("text");
add("boxed with a valueOf of its own", () => [shouting.toUpperCase(), shouting.valueOf(), `${shouting}`]);
const hiding = Object.assign(Object.create(null), { seen: 0 });
const misleading = ["buffer", "byteOffset", "byteLength", "resolvedOptions", "format", "valueOf"];
const mislead = (value) => {
  for (const key of misleading) {
    Object.defineProperty(value, key, {
      get: () => (hiding.seen += 1),
      configurable: true,
      enumerable: true,
    });
  }
  return value;
};
const misled = [
  new Uint8Array([1, 2]),
  new DataView(new ArrayBuffer(3)),
  Object(5),
  new Intl.NumberFormat("de"),
];
misled.forEach(mislead);
const seenBefore = hiding.seen;
add("accessors in front of what the engine knows", () => [
  hiding.seen - seenBefore,
  misled[0][1],
  DataView.prototype.getInt8.call(misled[1], 2),
  Number.prototype.valueOf.call(misled[2]),
  misled.map((one) => typeof one.format),
]);

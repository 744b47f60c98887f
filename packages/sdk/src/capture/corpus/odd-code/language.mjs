// Corners of the language.

export const CORPUS = [];
const add = (name, fn, args) => CORPUS.push({ name, fn, args });
const refuse = (name, refused, fn, args) => CORPUS.push({ name, fn, refused, args });
let log = [];
const tp = {
  [Symbol.toPrimitive](h) {
    log.push(h);
    return h === "number" ? 1 : "s";
  },
};
add("toPrimitive", () => [`${tp}`, +tp, tp + "", log]);
const tj = { toJSON: 5, a: 1 };
add("toJSON data", () => JSON.stringify(tj));
class SpArr extends Array {
  static get [Symbol.species]() {
    return Array;
  }
}
const sp = SpArr.of(1, 2);
add("species", () => [sp.map((x) => x) instanceof SpArr, sp instanceof SpArr, sp.length]);
class SpP extends Promise {
  static get [Symbol.species]() {
    return Promise;
  }
}
add("species promise", async () => SpP.resolve(1).then((x) => x) instanceof SpP);
const mix = (() => {
  let a = 1;
  outer: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      if (j === 1) continue outer;
      a += i * j;
    }
  }
  return () => a;
})();
add("labels closure", mix);
const argAlias = Function("return function(a){ arguments[0] = 9; return [a, arguments.length]; }")();
add("arguments alias sloppy", argAlias, [1]);
const argCall = Function("return function f(a){ return typeof arguments.callee; }")();
add("arguments callee", argCall, [1]);
const withFn = Function("return function(o){ with (o) { return x; } }")();
refuse("with", 'uses "with"', withFn, [{ x: 1 }]);
const ev = Function("return function(s){ return eval(s); }")();
refuse("direct eval", 'calls "eval"', ev, ["1+1"]);
const iev = function (s) {
  return (0, eval)(s);
};
add("indirect eval", iev, ["typeof self1"]);
function NT() {
  return new.target === NT;
}
add("new.target", () => [NT(), typeof new NT()]);
function NT2() {
  this.t = new.target?.name;
}
add("new.target name", () => [new NT2().t, Reflect.construct(NT2, [], class Q {}).t]);
const objSuper = {
  __proto__: {
    hi() {
      return "p";
    },
  },
  hi() {
    return super.hi() + "c";
  },
};
refuse("super in object", 'uses "super"', () => objSuper.hi());
class SB {
  static x;
  static {
    this.x = [1];
  }
  static y = this.x.concat(2);
}
add("static block", () => [SB.x, SB.y, SB.x === SB.x]);
let side = 0;
const ck = {
  [`k${++side}`]: 1,
  [`k${++side}`]() {
    return 2;
  },
};
add("computed keys", () => [Object.keys(ck), ck.k2(), side]);
const ag = async function* () {
  try {
    yield 1;
    yield 2;
  } finally {
    log.push("fin");
  }
};
add("async gen", async () => {
  const r = [];
  for await (const x of ag()) {
    r.push(x);
    break;
  }
  return [r, log.includes("fin")];
});
const dp = ((a = (() => 5)(), b = () => a++) => [b, () => a])();
add("default param closures", () => [dp[0](), dp[0](), dp[1]()]);
function bodyVar(a, b = () => a) {
  var a;
  const before = a;
  a = 2;
  return () => [before, a, b()];
}
const bv = bodyVar(1);
add("param scope vs body scope", () => bv());
function bodyVar2(
  a,
  b = () => a,
  c = () => {
    a++;
  },
) {
  var a = 10;
  return { body: () => a, incBody: () => a++, b, c };
}
const bv2 = bodyVar2(1);
add("param scope shared with body", () => {
  bv2.c();
  bv2.incBody();
  return [bv2.body(), bv2.b()];
});
const shadowObj = (
  (Object) => () =>
    Object
)(5);
add("shadow Object", shadowObj);
const shadowUndef = Function("undefined", "return () => undefined")(7);
add("shadow undefined", shadowUndef);
const shadowReq = (
  (require) => () =>
    require("node:path")
)((x) => "fake " + x);
add("shadow require", shadowReq);
const shadowReq2 = (
  (require) => () =>
    require("fs")
)(Object.assign((x) => "fake " + x, { resolve() {}, cache: {} }));
add("shadow require w resolve", shadowReq2);
const ts = function () {
  return 1;
};
ts.toString = () => "function(){ return 2 }";
add("toString overridden", () => [ts(), `${ts}`]);
var Enum;
(function (Enum) {
  Enum[(Enum["A"] = 0)] = "A";
  Enum[(Enum["B"] = 1)] = "B";
})(Enum || (Enum = {}));
add("enum", () => [Enum.A, Enum[1], Object.keys(Enum)]);
var NS;
(function (NS) {
  let hidden = 3;
  NS.get = () => hidden;
  NS.inc = () => {
    hidden++;
  };
  NS.val = 1;
})(NS || (NS = {}));
add("namespace", () => {
  NS.inc();
  NS.val++;
  return [NS.get(), NS.val];
});
const dec = (v, ctx) =>
  function (...a) {
    return "dec:" + v.apply(this, a);
  };
class Dd {
  m() {
    return "m";
  }
}
Dd.prototype.m = dec(Dd.prototype.m);
const dd = new Dd();
add("decorated", () => dd.m());
const rx = /a/g;
rx.lastIndex = 1;
add("lastIndex", () => {
  const r = rx.test("aa");
  return [r, rx.lastIndex];
});
const sparse = [, 1, , -0, NaN];
sparse.x = 1;
sparse[Symbol.for("q")] = 2;
Object.defineProperty(sparse, 1, { get: () => "g", enumerable: true, configurable: true });
add("array getter", () => [
  sparse[1],
  0 in sparse,
  Object.is(sparse[3], -0),
  sparse.x,
  sparse[Symbol.for("q")],
  sparse.length,
]);
const m = new Map([
  [NaN, 1],
  [-0, 2],
  [undefined, 3],
]);
add("map keys", () => [m.get(NaN), m.get(0), m.has(undefined), Object.is([...m.keys()][1], 0)]);
const s1 = Symbol("u");
const A = { [s1]: 1 },
  B = { [s1]: 2 };
add("unique symbol shared", () => [
  Object.getOwnPropertySymbols(A)[0] === Object.getOwnPropertySymbols(B)[0],
  A[s1] + B[s1],
]);
class P1 {
  static s() {
    return "p1";
  }
}
class P2 {
  static s() {
    return "p2";
  }
}
class Ch extends P1 {}
Object.setPrototypeOf(Ch, P2);
add("static proto change", () => [Ch.s(), new Ch() instanceof P1]);
const bb = function (...a) {
  return [this, ...a];
}
  .bind(1, 2)
  .bind(3, 4)
  .bind(5, 6);
add("bound3", () => bb(7).map(String));
class BindC {
  constructor(a, b) {
    this.s = a + b;
  }
}
const BC = BindC.bind(null, 1).bind(null, 2);
add("bound class", () => [new BC().s, new BC() instanceof BC]);
const cyc = { m: new Map(), s: new Set(), f: () => cyc };
cyc.m.set(cyc, cyc.s);
cyc.s.add(cyc.m).add(cyc.f);
cyc.f.self = cyc;
add("cyclic", () => [cyc.f() === cyc, cyc.m.get(cyc) === cyc.s, cyc.s.has(cyc.f), cyc.f.self === cyc]);
const recFn = function me(n) {
  return n ? me(n - 1) : me.name;
};
add("rec name", () => recFn(2));
const g1 = function* (a) {
  const b = yield a;
  return b;
};
add("gen use", () => {
  const i = g1(1);
  return [i.next().value, i.next(5)];
});
const getset = {
  _v: 0,
  get v() {
    return ++this._v;
  },
  set v(x) {
    this._v = x * 2;
  },
};
add("getset", () => {
  getset.v = 5;
  return [getset.v, getset.v];
});
const nonEnum = Object.create(
  {},
  {
    a: { value: 1 },
    b: {
      get() {
        return 2;
      },
    },
  },
);
add("nonEnum", () => [Object.keys(nonEnum), nonEnum.a, nonEnum.b]);
class Acc {
  static #p = 0;
  static get p() {
    return Acc.#p++;
  }
}
add("static private acc", () => [Acc.p, Acc.p]);
class Circ {
  static inst = new Circ();
  other = Circ.inst;
}
add("static self instance", () => [Circ.inst instanceof Circ, Circ.inst.other]);
const fnWithProps = Object.assign(() => fnWithProps.n++, { n: 1 });
add("fn props", () => [fnWithProps(), fnWithProps(), fnWithProps.n]);
const wk = { [Symbol.unscopables]: { a: true }, [Symbol.isConcatSpreadable]: true, length: 1, 0: "q" };
add("wk", () => [].concat(wk));
const asyncArrow = async () => {
  await null;
  return log.length >= 0;
};
add("async arrow", asyncArrow);
const tl = await Promise.resolve(42);
add("TLA", () => tl);
let later;
const useLater = () => later;
later = { v: 1 };
add("later", () => useLater().v);
const deleted = { a: 1 };
delete deleted.a;
add("deleted", () => "a" in deleted);
const objProto = JSON.parse('{"__proto__":1,"constructor":2,"hasOwnProperty":3}');
add("odd json keys", () => [Object.keys(objProto), objProto.constructor]);
const clsExpr = class {
  static n = 1;
  static inc() {
    return ++this.n;
  }
};
add("anon class", () => [clsExpr.inc(), clsExpr.name]);
const frozenCls = Object.freeze(
  class {
    static v = 1;
  },
);
add("frozen cls", () => {
  try {
    frozenCls.v = 2;
  } catch {}
  return frozenCls.v;
});
class Meta {
  static [Symbol.hasInstance](x) {
    return x === 7;
  }
}
add("hasInstance", () => 7 instanceof Meta);
const err = new Error("m");
err.self = err;
add("err self", () => err.self === err);
const errNoStack = new Error("x");
delete errNoStack.stack;
add("err no stack", () => Object.hasOwn(errNoStack, "stack"));
const errStackSet = new Error("x");
errStackSet.stack = "custom";
add("err stack set", () => errStackSet.stack);
const errStackObj = new Error("x");
errStackObj.stack = { odd: 1 };
add("err stack obj", () => errStackObj.stack.odd);
const errMsgAttr = new Error("x");
add("err descs", () => JSON.stringify(Object.getOwnPropertyDescriptor(errMsgAttr, "message")));
const capt = {};
Error.captureStackTrace(capt);
add("captureStackTrace obj", () => typeof capt.stack);
const dateX = new Date(8.64e15);
add("max date", () => dateX.getTime());
const fnLen = Object.defineProperty((a, b) => 1, "length", { value: 7 });
add("fn length", () => fnLen.length);
const fnNoName = (() => {
  const f = () => 1;
  delete f.name;
  return f;
})();
refuse("fn no name", 'own "name" was deleted', () => [Object.hasOwn(fnNoName, "name"), fnNoName.name]);
const fnProto = function () {};
fnProto.prototype = null;
add("fn proto null", () => fnProto.prototype === null);
const meth = {
  m() {
    return this?.v;
  },
  v: 3,
};
const { m: dm } = meth;
add("detached method", () => [meth.m(), dm()]);
const getterFn = Object.getOwnPropertyDescriptor(
  {
    get z() {
      return 4;
    },
  },
  "z",
).get;
add("getter fn", () => [getterFn(), getterFn.name]);
const symFn = {
  [Symbol("desc")]() {
    return 1;
  },
};
const sf = symFn[Object.getOwnPropertySymbols(symFn)[0]];
add("sym method name", () => sf.name);
const asyncMeth = {
  async *[Symbol.asyncIterator]() {
    yield 1;
  },
};
add("async it", async () => {
  for await (const x of asyncMeth) return x;
});
class Ov {
  toString() {
    return "ov";
  }
  get [Symbol.toStringTag]() {
    return "T";
  }
}
const ov = new Ov();
add("ov", () => [`${ov}`, Object.prototype.toString.call(ov)]);
let cnt = 0;
class Fields {
  a = ++cnt;
  b = (() => ++cnt)();
}
const fi = new Fields();
add("fields", () => [fi.a, fi.b, new Fields().a, cnt]);
const closureInClass = (() => {
  let priv = 1;
  return class {
    get() {
      return priv++;
    }
    static peek() {
      return priv;
    }
  };
})();
add("class closure", () => [new closureInClass().get(), closureInClass.peek()]);
const opt = { a: { b: null } };
add("opt chain", () => [opt?.a?.b?.c, opt.x?.y]);
const big = 2n ** 70n;
add("bigint ops", () => String(big * -1n));
const tagT = (s, ...v) => s.raw.join("-") + v.join(",");
add("tag", () => tagT`a\n${1}b`);
const destr = ({ a = 1, ...r } = {}, [x, , y = 2] = []) => [a, r, x, y];
add("destr", () => destr({ b: 2 }, [1]));
const spreadFn = (...a) => Math.max(...a);
add("spread", () => spreadFn(1, 2, 3));
const comma =
  (0,
  function () {
    return this === undefined;
  });
add("strict this", () => comma());
const logical = { a: null };
add("logical assign", () => {
  logical.a ??= 5;
  logical.b ||= 6;
  return logical;
});
const iife = (() => {
  var v = 1;
  {
    var v = 2;
  }
  return () => v;
})();
add("var hoist", () => iife());
const hoistFn = (() => {
  return () => h();
  function h() {
    return "h";
  }
})();
add("hoisted fn", () => hoistFn());
const dupFn = Function("{ function q() { return 1; } } { function q() { return 2; } } return () => q();")();
add("annex B", () => dupFn());
const annex = Function(
  "var r = []; { r.push(() => z); function z() {} z = 5; } z = 6; r.push(() => z); return () => r.map((f) => typeof f());",
)();
add("annex B 2", () => annex());
const catchVar = Function("try { throw 1 } catch (e) { var e = 2; return () => e; }")();
add("catch var", () => catchVar());
const nameShadow = (function f() {
  var f = 5;
  return () => f;
})();
add("own name shadow", () => nameShadow());
const fexpr = function f() {
  try {
    f = 1;
  } catch (e) {
    return e.name;
  }
  return typeof f;
};
add("assign own name", () => fexpr());
const fexprS = Function("return function f() { f = 1; return typeof f; }")();
add("assign own name sloppy", () => fexprS());
const arrowTop = () => this;
add("module this", () => [arrowTop() === undefined, (() => this)() === undefined]);
const errFrozen = Object.freeze(new Error("fz"));
add("err frozen", () => [errFrozen.message, typeof errFrozen.stack, Object.isFrozen(errFrozen)]);
const errStackNE = new Error("x");
Object.defineProperty(errStackNE, "stack", {
  value: "s",
  enumerable: true,
  writable: false,
  configurable: false,
});
add("err stack attrs", () => [
  errStackNE.stack,
  Object.keys(errStackNE),
  Object.getOwnPropertyDescriptor(errStackNE, "stack").writable,
]);

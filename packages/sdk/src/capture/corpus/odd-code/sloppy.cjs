// Sloppy code, and names that mean something where a text is evaluated.
exports.CORPUS = [];
const { CORPUS } = exports;
const add = (name, fn, args) => CORPUS.push({ name, fn, args });
const refuse = (name, refused, fn) => CORPUS.push({ name, fn, refused });
function makeThis() {
  return { arrow: () => this, args: () => arguments.length, nt: () => new.target };
}
const made = makeThis.call({ a: 1 }, 1, 2);
refuse("arrow this", "cannot be", () => made.arrow().a);
refuse("arrow arguments", "cannot be", () => made.args());
refuse("arrow newtarget", "cannot be", () => String(made.nt()));
refuse("top this arrow", 'takes "this"', () => this === undefined);
class K {
  constructor() {
    this.v = 3;
    this.get = () => this.v;
  }
  viaArrow() {
    return [1, 2].map((x) => x + this.v);
  }
  handler = () => this.v + 1;
  static of = () => K.name;
}
const k = new K();
refuse("method with arrows this", 'takes "this"', () => k.viaArrow());
refuse("instance arrow property", 'takes "this"', () => k.handler());
refuse("ctor arrow property", 'takes "this"', () => k.get());
add("new K inside", () => new K().handler());
// var in loops
var fs = [];
for (var i = 0; i < 3; i++) fs.push(() => i);
add("var loop", () => fs.map((f) => f()));
var fl = [];
for (let i = 0; i < 3; i++) fl.push(() => i++);
add("let loop", () => [fl.map((f) => f()), fl.map((f) => f())]);
// shared cell with unshipped function
let shared = 1;
const bump = () => ++shared;
add("shared with unshipped", () => shared);
bump();
add("shared both", () => [bump(), shared]);
// names shadowing runner globals
function shadow(require, module, exports, process, globalThis_, eval_, Buffer, __filename, __dirname) {
  return () => [require, module, exports, process, Buffer, __filename, __dirname];
}
const sh = shadow(1, 2, 3, 4, 5, 6, 7, 8, 9);
add("shadowed runner names", () => sh());
const sh2 = ((globalThis, global, console, Object, undefined_, Array, Reflect, Symbol) => () => [
  globalThis,
  global,
  console,
  Object,
  Array,
  Reflect,
  Symbol,
])(1, 2, 3, 4, 5, 6, 7, 8);
add("shadowed globals", () => sh2());
const evalShadow = Function("return (function(){ var eval = (x) => x + 1; return () => eval(2); })()")();
refuse("eval shadow", 'calls "eval"', evalShadow);
const letVar = Function(
  "var let = 5, static = 6, yield = 7, await = 8, async = 9, of = 10, get = 11, implements = 12, interface = 13, package = 14, private = 15; return () => [let, static, yield, await, async, of, get, implements, interface, package, private]",
)();
add("sloppy reserved names", letVar);
const argVar = Function("var arguments = [1,2,3]; return () => arguments.length")();
refuse("arguments as variable", 'takes "arguments"', argVar);
const undefVar = Function(
  "return (function(undefined, NaN, Infinity){ return () => [undefined, NaN, Infinity] })(1,2,3)",
)();
add("undefined NaN Infinity shadow", undefVar);
const cwVars = (
  (graph, code, scope, evaluate, names, outer, cwsandboxEvaluators, $cwclass, $cwimp, cwsandboxBase) =>
  () => [graph, code, scope, evaluate, names, outer, cwsandboxEvaluators, $cwclass, $cwimp, cwsandboxBase]
)(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
refuse("our own names", "taken here", () => cwVars());
const protoVar = ((__proto__, constructor, hasOwnProperty, toString) => () => [
  __proto__,
  constructor,
  hasOwnProperty,
  toString,
])(1, 2, 3, 4);
add("proto names", () => protoVar());
const dunder = { ["__proto__"]: 5, constructor: 6, hasOwnProperty: 7 };
add("own __proto__ key", () => [Object.keys(dunder), dunder.__proto__, Object.hasOwn(dunder, "__proto__")]);
// sloppy
const sloppyThis = function () {
  return this === globalThis;
};
add("sloppy this", () => sloppyThis());
const sloppyAssign = function (o) {
  o = Object.freeze({ a: 1 });
  o.a = 2;
  return o.a;
};
add("sloppy frozen write", () => sloppyAssign());
const argsAlias = function (a) {
  arguments[0] = 9;
  return a;
};
add("arguments aliasing", () => argsAlias(1));
const dupParams = Function("return function(a, a) { return a; }")();
add("dup params", () => dupParams(1, 2));
const octal = Function("return () => 010 + 0")();
add("octal", octal);
const sloppyFn = Function("return () => { if (true) { function inner() { return 1; } } return inner(); }")();
add("block function hoist", sloppyFn);
const callee = function (n) {
  return n <= 1 ? 1 : n * arguments.callee(n - 1);
};
add("arguments.callee", () => callee(5));
const withFn = Function("var o = {x: 1}; with (o) { return () => x; }")();
add("closure inside with", withFn);
const withBody = Function("return (o) => { with (o) { return x; } }")();
refuse("with in body", 'uses "with"', withBody, [{ x: 1 }]);
const strictFn = function () {
  "use strict";
  return this === undefined;
};
add("strict in sloppy", () => strictFn());
const del = function () {
  var x = 1;
  return delete x;
};
add("delete var", () => del());
add("typeof undeclared", () => typeof notDeclaredAnywhere);
add("undeclared throws", () => notDeclaredAnywhere);
const tdz = () => later2;
add("tdz", tdz);
const res = (() => {
  try {
    tdz();
  } catch {}
})();
// caller / stack
add("fn.caller", function () {
  return Object.hasOwn(function () {}, "caller");
});
// function name & length
const nameCases = {
  ["a b"]: () => 1,
  [Symbol("s")]: 1,
  f() {},
  get g() {
    return 1;
  },
  async h() {},
  *i() {},
};
add("function names", () => [
  nameCases["a b"].name,
  nameCases.f.name,
  nameCases.h.name,
  nameCases.i.name,
  Object.getOwnPropertyDescriptor(nameCases, "g").get.name,
]);
const anon = (() => function () {})();
add("anonymous name", () => [anon.name, Object.hasOwn(anon, "name"), (() => (() => {})())()]);
const renamed = function orig() {
  return 1;
};
Object.defineProperty(renamed, "name", { value: "fresh" });
add("renamed", () => [renamed.name]);
const lengthed = (a, b = 1, ...c) => 1;
add("length", () => lengthed.length);
const nfe = function me() {
  return typeof me;
};
add("nfe", () => nfe());
const nfeWrite = function me() {
  try {
    me = 5;
  } catch (e) {
    return e.name;
  }
  return typeof me;
};
add("nfe write sloppy", () => nfeWrite());
const nfeStrict = function me() {
  "use strict";
  try {
    me = 5;
  } catch (e) {
    return e.name;
  }
  return typeof me;
};
add("nfe write strict", () => nfeStrict());
class SelfRef {
  static make() {
    return new SelfRef();
  }
  who() {
    return SelfRef.name;
  }
}
const Alias = SelfRef;
add("class self", () => [Alias.make() instanceof Alias, new Alias().who()]);
let Reassigned = class Inner {
  static me() {
    return Inner;
  }
};
const OldInner = Reassigned;
Reassigned = null;
add("class inner name", () => OldInner.me() === OldInner);
class WriteSelf {
  static try() {
    try {
      WriteSelf = 1;
    } catch (e) {
      return e.name;
    }
    return "ok";
  }
}
add("class writes own name", () => WriteSelf.try());
function Legacy(v) {
  if (!(this instanceof Legacy)) return new Legacy(v);
  this.v = v;
}
Legacy.prototype.get = function () {
  return this.v;
};
Legacy.stat = 1;
const leg = new Legacy(4);
add("legacy class", () => [
  leg.get(),
  leg instanceof Legacy,
  Legacy(5).get(),
  Legacy.stat,
  leg.constructor === Legacy,
]);
function Sub(v) {
  Legacy.call(this, v);
}
Sub.prototype = Object.create(Legacy.prototype, {
  constructor: { value: Sub, writable: true, configurable: true },
});
const sub = new Sub(8);
add("legacy inherit", () => [sub.get(), sub instanceof Legacy, sub instanceof Sub]);
function Lit() {}
Lit.prototype = {
  hi() {
    return "hi";
  },
};
const lit = new Lit();
add("literal prototype", () => [lit.hi(), lit instanceof Lit, lit.constructor === Object, new Lit().hi()]);
const util = require("util");
function Inh() {}
util.inherits(Inh, Legacy);
const inh = new Inh();
add("util.inherits", () => [inh instanceof Legacy, Inh.super_ === Legacy]);
// super in object
const base = {
  hello() {
    return "base";
  },
};
const withSuper = {
  __proto__: base,
  hello() {
    return "sub " + super.hello();
  },
};
refuse("super in object method", 'uses "super"', () => withSuper.hello());
class A1 {
  m() {
    return "A";
  }
  static s() {
    return "sA";
  }
}
class B1 extends A1 {
  m() {
    return "B" + super.m();
  }
  static s() {
    return "B" + super.s();
  }
  get g() {
    return super.m();
  }
  arrow = () => super.m();
}
const b1 = new B1();
refuse("super in class", 'uses "super"', () => [b1.m(), B1.s(), b1.g]);
refuse("super in field arrow", 'uses "super"', () => b1.arrow());
const extracted = B1.prototype.m;
refuse("extracted super method", 'uses "super"', () => extracted.call(b1));
const extractedStatic = B1.s;
add("extracted static super", () => extractedStatic.call(B1));
const mixed = Object.assign({}, { m: B1.prototype.m });
refuse("super method on other object", 'uses "super"', () => mixed.m.call(b1));
// prototypes mutated after
class Mut {
  a() {
    return 1;
  }
  b() {
    return 2;
  }
}
Mut.prototype.c = () => 3;
delete Mut.prototype.b;
Mut.prototype.a = () => "new";
Object.defineProperty(Mut.prototype, "d", {
  get() {
    return 4;
  },
});
add("mutated class", () => {
  const m = new Mut();
  return [m.a(), m.b, m.c(), m.d];
});
class RePar {}
class NewPar {
  hi() {
    return "np";
  }
}
Object.setPrototypeOf(RePar.prototype, NewPar.prototype);
add("re-parented", () => [new RePar().hi(), new RePar() instanceof NewPar]);
class ReStat extends A1 {}
Object.setPrototypeOf(ReStat, NewPar);
add("re-parented static", () => [
  typeof ReStat.s,
  ReStat.prototype instanceof A1,
  Object.getPrototypeOf(ReStat) === NewPar,
]);
add("re-parented static construct", () => {
  try {
    return Object.keys(new ReStat());
  } catch (e) {
    return e.message;
  }
});

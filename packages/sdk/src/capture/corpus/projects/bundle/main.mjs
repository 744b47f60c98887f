// What a bundler writes that puts everything into one file, in the manner of several of them.
import { createRequire as __createRequire } from "node:module";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });
var __toESM = (mod, isNodeMode, target) => {
  target = mod != null ? __create(__getProtoOf(mod)) : {};
  const to =
    isNodeMode || !mod || !mod.__esModule
      ? __defProp(target, "default", { value: mod, enumerable: true })
      : target;
  for (let key of __getOwnPropNames(mod))
    if (!__hasOwnProp.call(to, key)) __defProp(to, key, { get: () => mod[key], enumerable: true });
  return to;
};
var __commonJS = (cb, mod) => () => (mod || cb((mod = { exports: {} }).exports, mod), mod.exports);
var __esm = (fn, res) => () => (fn && (res = fn((fn = 0))), res);
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, {
      get: all[name],
      enumerable: true,
      configurable: true,
      set: (newValue) => (all[name] = () => newValue),
    });
};
var __require = /* @__PURE__ */ __createRequire(import.meta.url);
var __decorate = function (decorators, target, key, desc) {
  var c = arguments.length,
    r = c < 3 ? target : desc === null ? (desc = Object.getOwnPropertyDescriptor(target, key)) : desc,
    d;
  for (var i = decorators.length - 1; i >= 0; i--)
    if ((d = decorators[i])) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
  return (c > 3 && r && Object.defineProperty(target, key, r), r);
};

// node_modules/ms/index.js
var require_ms = __commonJS((exports, module) => {
  var s = 1000;
  var units = { s, m: s * 60 };
  module.exports = function (val) {
    var match = /^(\d+)([sm])$/.exec(val);
    if (!match) throw new Error("not a duration: " + val);
    return parse(match);
  };
  module.exports.units = units;
  function parse(match) {
    return Number(match[1]) * units[match[2]];
  }
});

// node_modules/emitter/index.js
var require_emitter = __commonJS((exports) => {
  Object.defineProperty(exports, "__esModule", { value: true });
  exports.Emitter = void 0;
  var inherits = __require("node:util").inherits;
  function Base() {
    this.listeners = Object.create(null);
  }
  Base.prototype.on = function (name, listener) {
    (this.listeners[name] = this.listeners[name] || []).push(listener);
    return this;
  };
  Base.prototype.emit = function (name) {
    var args = Array.prototype.slice.call(arguments, 1);
    return (this.listeners[name] || []).map(function (listener) {
      return listener.apply(null, args);
    }).length;
  };
  function Emitter() {
    Base.call(this);
    this.count = 0;
  }
  inherits(Emitter, Base);
  Emitter.prototype.tell = function (name) {
    this.count++;
    return this.emit(name, this.count);
  };
  exports.Emitter = Emitter;
});

// node_modules/node-emitter/index.js
var require_node_emitter = __commonJS((exports, module) => {
  module.exports = class NodeEmitter extends __require("node:events") {};
});

// src/settings.ts
var exports_settings = {};
__export(exports_settings, { limit: () => limit, raise: () => raise, default: () => settings_default });
function raise(by) {
  limit += by;
  return limit;
}
var limit, settings_default;
var init_settings = __esm(() => {
  limit = 3;
  settings_default = { name: "settings" };
});

// src/queue.ts
var import_ms = __toESM(require_ms(), 1);
var import_emitter = __toESM(require_emitter(), 1);
var import_node_emitter = __toESM(require_node_emitter(), 1);
init_settings();
var logged = __name((_target, _key, descriptor) => {
  const { value } = descriptor;
  descriptor.value = function (...args) {
    console.log("called with", ...args);
    return value.apply(this, args);
  };
  return descriptor;
}, "logged");
var _Queue = class _Queue extends import_emitter.Emitter {
  constructor(...jobs) {
    super();
    this.jobs = jobs;
  }
  async run(wait = "0s") {
    const results = [];
    for (const job of this.jobs.slice(0, limit)) results.push(await job(import_ms.default(wait)));
    this.tell("done");
    return results;
  }
};
__name(_Queue, "Queue");
__decorate([logged], _Queue.prototype, "run", null);
var Queue = _Queue;

// src/main.ts
var queue = new Queue(...[1, 2, 3, 4].map((n) => async (ms) => n * 10 + ms));
var nodeEmitter = new import_node_emitter.default();
var describe = __name(
  () => [Queue.name, queue.constructor === Queue, exports_settings.default.name],
  "describe",
);
var Lazy = class {
  static {
    __name(this, "Lazy");
  }
  static made = [];
  constructor() {
    Lazy.made.push(new.target.name);
  }
};
var CORPUS = [
  { name: "a decorated method of a subclass of an old class", fn: (wait) => queue.run(wait), args: ["1s"] },
  {
    name: "a module that is initialized late",
    fn: () => [raise(2), limit, exports_settings.limit, Object.keys(exports_settings)],
  },
  { name: "names kept", fn: () => [describe(), describe.name, new Lazy() instanceof Lazy, Lazy.made] },
  {
    name: "a package inside",
    fn: (text) => [import_ms.default(text), import_ms.default.units.m],
    args: ["2m"],
  },
  { name: "a package inside throws", fn: () => import_ms.default("soon") },
  {
    name: "an event",
    fn: () => {
      const seen = [];
      queue.on("done", (count) => seen.push(count));
      queue.tell("done");
      return [seen, queue.count, queue.listeners.done.length];
    },
  },
  { name: "an emitter of Node", fn: () => nodeEmitter.emit("x"), refused: "extends an events.EventEmitter" },
  {
    name: "required inside",
    fn: () => __require("node:path").basename("/a/b"),
    refused: "made by createRequire",
  },
  {
    name: "a module loaded inside",
    fn: () =>
      Promise.resolve()
        .then(() => (init_settings(), exports_settings))
        .then(({ limit: n }) => n),
  },
];
export { CORPUS };

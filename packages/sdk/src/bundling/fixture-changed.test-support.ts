/** Packages that a program configures, each in the way of a well-known one. */
export const CHANGED_PACKAGES: Readonly<Record<string, string>> = {
  "node_modules/client/package.json": '{"name":"client","version":"1.0.0"}',
  "node_modules/client/index.js": `
    const defaults = { baseURL: "", headers: { common: { accept: "*/*" } }, unused: 1 };
    const handlers = [];
    const get = (path) => handlers.reduce((request, change) => change(request), defaults.baseURL + path);
    module.exports = Object.assign(function client(path) { return get(path); }, { defaults, handlers, get });
    module.exports.Client = class Client { where() { return defaults.baseURL; } };
  `,
  "node_modules/printer/package.json": '{"name":"printer","type":"module","exports":"./index.js"}',
  "node_modules/printer/index.js": `
    export const settings = { pattern: /<(.*?)>/g, most: 3, tags: ["a", "b"], when: new Date(0) };
    export const fill = (text) => text.replace(settings.pattern, (_, name) => settings.tags[name] ?? "none").slice(0, settings.most);
    export class Precise {
      static digits = 10;
      static set({ digits }) { this.digits = digits; }
      third() { return (1 / 3).toFixed(this.constructor.digits); }
    }
    export const fixed = Object.freeze({ unit: "kg" });
    export const table = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => ["k" + index, index]));
    export const quiet = () => "quiet";
  `,
  "node_modules/registry/package.json": '{"name":"registry","type":"module","exports":"./index.js"}',
  "node_modules/registry/index.js": `
    export const kinds = new Map([["a", 1]]);
    export const known = new Map();
    export const kindOf = (name) => { known.set(name, 1); return typeof kinds.get(name); };
    export const unrelated = () => kinds.size > 0;
  `,
  "node_modules/dates/package.json": '{"name":"dates","version":"1.0.0"}',
  "node_modules/dates/index.js": `
    class Day { format() { return "plain"; } year() { return 2020; } }
    const dates = () => new Day();
    dates.prototype = Day.prototype;
    dates.extend = (plugin) => plugin(Day);
    module.exports = dates;
  `,
  "node_modules/dates/plugin.js": `
    module.exports = (Day) => {
      const old = Day.prototype.format;
      Day.prototype.ago = function () { return "ago " + old.call(this); };
    };
  `,
  "node_modules/dates/replacing.js": `
    module.exports = (Day) => { const old = Day.prototype.format; Day.prototype.format = function () { return "*" + old.call(this); }; };
  `,
  "node_modules/words/package.json": '{"name":"words","type":"module","exports":"./index.js"}',
  "node_modules/words/index.js": `
    class Store { constructor(texts) { this.texts = texts; } find(key) { return this.texts[key]; } }
    class Words {
      isReady = false;
      cached = 0;
      init(texts) { this.store = new Store(texts); this.isReady = true; }
      tell(key) { return this.store?.find(key) ?? null; }
      lookUp() { this._cache ??= new Store({}); this.cached += 1; return this.cached > 0; }
    }
    export default new Words();
    export const other = new Words();
  `,
  "node_modules/lazy/package.json": '{"name":"lazy","version":"1.0.0"}',
  "node_modules/lazy/index.js": `
    class Style { constructor(name) { this.name = name; this.paint = (text) => name + ":" + text; } }
    let count = 0;
    const last = new Map();
    const lazy = { next: () => ++count, level: 1, last };
    for (const name of ["red", "blue"])
      Object.defineProperty(lazy, name, { configurable: true, enumerable: true, get() {
        const made = new Style(name).paint;
        Object.defineProperty(lazy, name, { value: made, enumerable: true });
        return made;
      } });
    lazy.parse = (text) => { last.set(text, lazy._memo ??= new Style("memo")); return text.length; };
    module.exports = lazy;
  `,
  "node_modules/states/package.json": '{"name":"states","type":"module","exports":"./index.js"}',
  "node_modules/states/index.js": `
    export class Base { tell() { return "base"; } }
    export class Other { tell() { return "other"; } }
    export class Derived extends Base {}
    export const open = { a: 1 };
    export const closable = { a: 1 };
    export const sealable = { a: 1, inner: { b: 2 } };
    export const bare = { a: 1 };
    export const given = new Base();
    export const switched = new Base();
    export const emptied = { a: 1 };
    export const untouched = Object.freeze({ a: new Derived(), list: Object.seal([1]) });
  `,
  "node_modules/noisy/package.json": '{"name":"noisy","version":"1.0.0"}',
  "node_modules/noisy/index.js": `
    console.log("noisy is loaded");
    if (!require("node:worker_threads").isMainThread) process.exit(7);
    exports.speak = () => "spoken";
    exports.Speaker = class Speaker { speak() { return "spoken"; } };
  `,
  "node_modules/endless/package.json": '{"name":"endless","type":"module","exports":"./index.js"}',
  "node_modules/endless/index.js": `
    import { isMainThread } from "node:worker_threads";
    if (!isMainThread) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600_000);
    export const api = { wait: () => "waited", other: () => "other" };
  `,
  "node_modules/broken/package.json": '{"name":"broken","version":"1.0.0"}',
  "node_modules/broken/index.js": `
    console.log("broken is loaded");
    console.error("broken is loaded");
    process.on("exit", () => console.log("broken ends"));
    if (!require("node:worker_threads").isMainThread) {
      setInterval(() => {}, 1000);
      setTimeout(() => { throw new Error("late"); });
      Promise.reject(new Error("nobody waits for this"));
    }
    exports.api = { level: 1 };
  `,
  "node_modules/large/package.json": '{"name":"large","version":"1.0.0"}',
  "node_modules/large/index.js": `
    exports.table = Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => ["k" + at, at]));
    exports.table.last = () => "last";
  `,
};

/** What a program does to them before it calls. */
export const CHANGING_PROGRAM = `
import client from "client";
import { fill, fixed, Precise, quiet, settings, table } from "printer";
import { kindOf, kinds, known } from "registry";
import dates from "dates";
import addAgo from "dates/plugin.js";
import words, { other } from "words";
import lazy from "lazy";
import noisy from "noisy";
const options = process.argv[2] === "image" ? { packages: ["client", "printer", "registry", "dates", "words", "lazy"], cwd: "." } : {};
const base = "https://example.test";
client.defaults.baseURL = base;
client.defaults.headers.common.token2 = "t";
delete client.defaults.unused;
client.extra = { list: [1, { deep: base }] };
client.handlers.push((path) => path + "?from=" + base.length);
client.Client.prototype.added = function () { return "added " + this.where(); };
settings.pattern = /{(.*?)}/g;
settings.most = 5;
settings.tags.length = 1;
settings.when = new Date(1000);
Precise.set({ digits: 3 });
kindOf("a");
kinds.set("b", 1);
table.k9999 = -1;
dates.extend(addAgo);
words.init({ hello: "Hallo" });
lazy.level = 0;
lazy.red("x");
lazy.parse("abc");
lazy.next();
other.lookUp();
const cases = {
  "a default": () => [client("/a"), client.defaults.baseURL, client.defaults.headers.common.token2, client.get("/b")],
  "an added object": () => client.extra.list[1].deep,
  "a deleted member": () => "unused" in client.defaults,
  "a prototype": () => new client.Client().added(),
  "settings of another export": () => fill("{0}{1}{2}"),
  "settings themselves": () => [settings.tags, settings.when.getTime(), settings.most],
  "static state": () => new Precise().third(),
  "nothing to change": () => fixed.unit,
  "a large table": () => table.k9999,
  "a method of a plugin": () => dates().ago(),
  "other methods": () => dates().year(),
  "an object that was set up": () => words.tell("hello"),
  "a cache": () => other.lookUp(),
  "a registry": () => kinds.size,
  "a registry that is not mentioned": () => kindOf("a"),
  "a value of the surroundings": () => [lazy.level, lazy.blue("y")],
  "what was asked for before": () => lazy.red("z"),
  "a cache that is not mentioned": () => lazy.parse("abcd"),
  "a package that cannot be loaded twice": () => noisy.speak(),
  "a module that nobody changed": () => quiet(),
};
`;

/** A program that puts functions into the place of others. */
export const REPLACING_PROGRAM = `
import { createRequire } from "node:module";
import { createServer } from "node:net";
import client from "client";
import lazy from "lazy";
import { kinds, unrelated } from "registry";
const dates = createRequire(import.meta.url)("dates");
import replacing from "dates/replacing.js";
const options = {};
const server = createServer();
dates.extend(replacing);
client.get = (path) => "mine " + path;
kinds.set("mine", () => 1);
lazy.next = () => server.listening;
const cases = {
  "a function of the program": () => client.get("/a"),
  "a function with what cannot travel": () => lazy.level,
  "a function of a plugin": () => dates().year(),
  "a function in a registry": () => unrelated(),
};
`;

/** A program that does nothing but capture, and so ends by itself. */
export const CAPTURING_PROGRAM = `
import { api } from "broken";
api.level = 2;
const { outcome } = await runInRunner(() => api.level);
console.log(outcome.value, "captured");
`;

/** A program that puts functions into packages that cannot be compared, or not to the end. */
export const UNCOMPARED_PROGRAM = `
import noisy from "noisy";
import { api } from "endless";
import large from "large";
const options = {};
noisy.speak = () => "mine";
noisy.Speaker.prototype.speak = () => "mine as well";
api.wait = () => "mine";
large.table.last = () => "mine";
const cases = {
  "an export": () => noisy.speak(),
  "a method": () => new noisy.Speaker().speak(),
  "a package that loads for ever": () => [api.wait(), api.other()],
  "the same again": () => api.other(),
  "a function beyond the last that is looked at": () => large.table.last(),
};
`;

/** A program that changes objects of a package otherwise than in their members. */
export const STATES_PROGRAM = `
import { bare, closable, Derived, emptied, given, open, sealable, switched, untouched, Other } from "states";
const options = {};
Object.freeze(open);
Object.preventExtensions(closable);
Object.seal(sealable);
Object.freeze(sealable.inner);
Object.setPrototypeOf(bare, null);
Object.setPrototypeOf(given, { tell: () => "mine" });
Object.setPrototypeOf(switched, Other.prototype);
Object.setPrototypeOf(emptied, Array.prototype);
const cases = {
  "a frozen object": () => [Object.isFrozen(open), open.a],
  "a closed object": () => [Object.isExtensible(closable), Object.isSealed(closable)],
  "a sealed object": () => [Object.isSealed(sealable), Object.isFrozen(sealable), Object.isFrozen(sealable.inner)],
  "no prototype": () => [Object.getPrototypeOf(bare), bare.a],
  "a prototype of the program": () => given.tell(),
  "a prototype of the language": () => emptied instanceof Array,
  "another prototype of the package": () => switched.tell(),
  "what the package did itself": () => [Object.isFrozen(untouched), untouched.a.tell(), new Derived().tell()],
};
`;

/** A program that calls the same function after every change, among them those that take an earlier one back. */
export const REPEATING_PROGRAM = `
import client from "client";
import { settings } from "printer";
const options = {};
const { get } = client;
const steps = {
  "nothing": () => {},
  "a value": () => { client.defaults.baseURL = "https://one"; },
  "another value": () => { client.defaults.baseURL = "https://two"; },
  "an added member": () => { client.defaults.headers.common.more = 1; },
  "a member that loops do not see": () => { Object.defineProperty(client.defaults, "hidden", { value: "h", configurable: true }); },
  "that member taken away": () => { delete client.defaults.hidden; },
  "a function in a list": () => { client.handlers.push((path) => path + "?handled"); },
  "the list as it was": () => { client.handlers.length = 0; },
  "a date": () => { settings.when.setTime(5); },
  "another method": () => { client.get = () => "mine"; },
  "the method as it was": () => { client.get = get; },
  "the value as it was": () => { client.defaults.baseURL = ""; },
};
globalThis.before = (name) => steps[name]();
const fn = () => [client.get("/a"), client.defaults.hidden ?? "", Object.keys(client.defaults.headers.common), settings.when.getTime()];
const cases = Object.fromEntries(Object.keys(steps).map((name) => [name, fn]));
`;

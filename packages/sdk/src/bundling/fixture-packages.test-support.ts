import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const manifest = (name: string, more: object = {}): string =>
  JSON.stringify({ name, version: "1.2.3", ...more });

const STATEFUL = `
  const { EventEmitter } = builtin("node:events");
  api.limit = (most) => { let active = 0; return (fn) => { active += 1; return active > most ? null : fn(); }; };
  api.counter = () => { let n = 0; return () => ++n; };
  api.memo = (fn) => { const known = new Map(); return (x) => known.get(x) ?? (known.set(x, fn(x)), known.get(x)); };
  api.store = () => { const all = new Map(); return { all, set(k, v) { all.set(k, v); }, get: (k) => all.get(k) }; };
  api.Private = class Private { #n = 1; next() { return ++this.#n; } };
  api.Open = class Open { n = 1; next() { return ++this.n; } };
  api.Emitter = class Emitter extends EventEmitter {};
  api.makeClass = () => class Made { n = 1; };
  api.key = Symbol("key");
  api.keyed = { [api.key]: 5 };
`;
const STATEFUL_NAMES = "limit counter memo store Private Open Emitter makeClass key keyed".split(" ");

/** Packages of every layout, and a program of the caller that uses them. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": manifest("program", { type: "module" }),
  "node_modules/esm-only/package.json": manifest("esm-only", {
    type: "module",
    exports: { ".": { import: "./index.js" }, "./sub": "./sub.js" },
  }),
  "node_modules/esm-only/index.js": `
    let count = 0;
    export const next = () => ++count;
    export function twice(text) { return text + text; }
    export class Point { constructor(x, y) { this.x = x; this.y = y; } sum() { return this.x + this.y; } }
    export default function main() { return "main of " + import.meta.url.split("/").at(-1); }
    export const settings = { unit: "kg" };
    export const makeAdder = (by) => (n) => n + by;
    export const unused = "MARK_UNUSED_EXPORT";
    console.unusedSideEffect;
  `,
  "node_modules/esm-only/sub.js": `import { next } from "./index.js"; export const nextBySub = () => next() + 100;`,
  "node_modules/cjs-only/package.json": manifest("cjs-only", { main: "lib/main" }),
  "node_modules/cjs-only/lib/main.js": `
    "use strict";
    const helper = require("./helper");
    exports.shout = (text) => helper.upper(text) + "!";
    exports.where = () => __filename.split("/").slice(-4).join("/");
    exports.total = function () { return this.shout("a") + Object.keys(this).length; };
    exports.inner = { deep: { value: 7, read() { return this.value; } } };
  `,
  "node_modules/cjs-only/lib/helper.js": `exports.upper = (text) => text.toUpperCase();`,
  "node_modules/cjs-function/package.json": manifest("cjs-function"),
  "node_modules/cjs-function/index.js": `
    module.exports = function ms(n) { return n * 1000; };
    module.exports.parse = (text) => Number(text);
  `,
  "node_modules/transpiled/package.json": manifest("transpiled"),
  "node_modules/transpiled/index.js": `
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.default = (n) => n + 1;
    Object.defineProperty(exports, "lazy", { enumerable: true, get: () => minus });
    function minus(n) { return n - 1; }
  `,
  "node_modules/dual/package.json": manifest("dual", {
    exports: { ".": { import: "./index.mjs", require: "./index.cjs", module: "./wrong.mjs" } },
  }),
  "node_modules/dual/index.mjs": `export const kind = () => "import";`,
  "node_modules/dual/index.cjs": `exports.kind = () => "require";`,
  "node_modules/dual/wrong.mjs": `export const kind = () => "wrong";`,
  "node_modules/@scope/pkg/package.json": manifest("@scope/pkg", {
    type: "module",
    exports: { "./*": "./src/*.js" },
  }),
  "node_modules/@scope/pkg/src/greet.js": `export const greet = (name) => "hello " + name;`,
  "node_modules/hiding/package.json": manifest("hiding", { type: "module", exports: "./index.js" }),
  "node_modules/hiding/index.js": `
    const states = new WeakMap();
    export class Hidden { constructor() { states.set(this, 5); } read() { return states.get(this); } }
    export class Private { #x = 1; read() { return this.#x; } }
  `,
  "node_modules/addon/package.json": manifest("addon"),
  "node_modules/addon/index.js": `
    exports.fast = () => load().fast();
    function load() { return require("./build/Release/addon.node"); }
  `,
  "node_modules/built-addon/package.json": manifest("built-addon"),
  "node_modules/built-addon/index.js": `exports.run = () => require("bindings")("run");`,
  "node_modules/late/package.json": manifest("late", { type: "module", exports: "./index.js" }),
  "node_modules/late/index.js": `await null; export const value = () => 1;`,
  "node_modules/stateful/package.json": manifest("stateful", { type: "module", exports: "./index.js" }),
  "node_modules/stateful/index.js": `
    import * as events from "node:events";
    const [api, builtin] = [{}, () => events];
    ${STATEFUL}
    export const { ${STATEFUL_NAMES.join(", ")} } = api;
  `,
  "node_modules/stateful-cjs/package.json": manifest("stateful-cjs"),
  "node_modules/stateful-cjs/index.js": `
    const [api, builtin] = [{}, require];
    ${STATEFUL}
    ${STATEFUL_NAMES.map((name) => `exports.${name} = api.${name};`).join(" ")}
    exports.replaced = () => "of the package";
  `,
  "workspace/tool/package.json": manifest("tool", { type: "module", exports: "./index.js" }),
  "workspace/tool/index.js": `let n = 0; export const count = () => ++n; export const twice = (x) => x * 2;`,
  "own/fresh.js": `import { twice } from "esm-only"; console.log("fresh is loaded"); export const value = twice("v");`,
  "own/state.js": `export const state = { n: 0 };`,
  "own/uses-state.js": `import { state } from "./state.js"; export const read = () => state.n;`,
  "own/tidy.cjs": `const { shout } = require("cjs-only"); exports.tidy = (text) => shout(text.trim());`,
};

/** Writes the packages and a program into a directory, and links a package of a workspace. */
export async function writeFixture(
  directory: string,
  programs: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of Object.entries({ ...FILES, ...programs })) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await symlink(join(directory, "workspace/tool"), join(directory, "node_modules/tool"));
}

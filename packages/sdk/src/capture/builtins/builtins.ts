import { builtinModules, createRequire } from "node:module";
import { types } from "node:util";
import { mainGlobal } from "../engine/index.js";
import { GLOBAL_NAMES, HIDDEN_INTRINSICS, LAZY_GLOBAL_NAMES } from "./builtin-names.js";
import { isOtherGlobal } from "./first-globals.js";
import { isLanguageName, isOtherNative, originalOf, ownName } from "./pristine.js";

/** How the runner finds the same thing in its own process; `docs/function-payload.md` lists the forms. */
export type BuiltinPath = readonly string[];

const requireBuiltin = createRequire(import.meta.url);
const paths = new Map<unknown, BuiltinPath>();
// Test runners have a copy of the process, whose list stays as it is.
const mainProcess: unknown = Reflect.get(mainGlobal(), "process");
const loads: unknown = Reflect.get(Object(mainProcess), "moduleLoadList");
const seenModules = new Set<string>();
let seenLoads = -1;
let hasGlobals = false;
let hasLazyGlobals = false;

/** Members of members of members: deep enough for `path.posix.join` and `fs.promises.readFile`. */
const MAX_DEPTH = 4;

/** Data of this very process: it travels by value, or not at all. */
const NOT_SHARED: ReadonlySet<string> = new Set([
  "argv",
  "execArgv",
  "versions",
  "release",
  "config",
  "report",
  "features",
  "mainModule",
  "_cache",
  "_pathCache",
  "_extensions",
  "globalPaths",
]);

/** Global objects, with the modules inside Node that are loaded once somebody has touched them. */
const LAZY_OBJECTS = [
  ["crypto", "internal/crypto/webcrypto"],
  ["navigator", "internal/navigator"],
] as const;

/** Finds out whether a value belongs to Node or the language, by identity. */
export function builtinPath(value: object): BuiltinPath | null {
  if (!hasGlobals) addGlobals();
  const known = paths.get(value);
  if (known !== undefined) return known;
  addLoadedModules();
  return paths.get(value) ?? standardStreamPath(value);
}

/** Streams of the process come into being when they are touched, so nothing but a stream is compared with them. */
function standardStreamPath(value: object): BuiltinPath | null {
  if (types.isProxy(value) || !Object.hasOwn(value, "_events")) return null;
  const name = ["stdin", "stdout", "stderr"].find((one) => Reflect.get(process, one) === value);
  return name === undefined ? null : ["global", "process", name];
}

/** Like {@link builtinPath}, and looks at globals that Node loads only when they are touched. */
export function builtinPathOfNative(value: object): BuiltinPath | null {
  const known = builtinPath(value);
  if (known !== null || hasLazyGlobals) return known;
  hasLazyGlobals = true;
  for (const name of LAZY_GLOBAL_NAMES) {
    if (!isOtherGlobal(name)) add(Reflect.get(globalThis, name), ["global", name], 1);
  }
  return paths.get(value) ?? null;
}

/** Whether a name that code uses without declaring it means something of Node or the language. */
export function isStandardGlobal(name: string): boolean {
  return GLOBAL_NAMES.has(name) || LAZY_GLOBAL_NAMES.has(name);
}

/** The same of names that can be looked at without making Node load anything. */
export function isCheapGlobal(name: string): boolean {
  return GLOBAL_NAMES.has(name);
}

function addGlobals(): void {
  hasGlobals = true;
  addGlobalsOf(globalThis);
  for (const [name, value] of HIDDEN_INTRINSICS) add(value, ["intrinsic", name], 1);
  paths.set(process.env, ["global", "process", "env"]);
  // Objects that Node makes have the prototypes of the main one.
  if (mainGlobal() !== globalThis) addGlobalsOf(mainGlobal());
}

function addGlobalsOf(global: object): void {
  paths.set(global, ["global"]);
  for (const name of GLOBAL_NAMES) {
    if (isLanguageName(name)) add(originalOf(global, name), ["global", name], 1);
    else if (!isOtherGlobal(name)) add(Reflect.get(global, name), ["global", name], 1);
  }
  // Test runners replace some of these, but not what the engine makes of them.
  const list: unknown = Reflect.construct(Reflect.get(global, "Float64Array"), []);
  add(Object.getPrototypeOf(Reflect.get(Object(list), "constructor")), ["intrinsic", "TypedArray"], 1);
  add(Reflect.get(Object(Reflect.get(Object(list), "buffer")), "constructor"), ["global", "ArrayBuffer"], 1);
}

/** Modules that this process has loaded: a value can only come from one of those. */
function addLoadedModules(): void {
  if (Array.isArray(loads)) {
    if (loads.length === seenLoads) return;
    seenLoads = loads.length;
  }
  const names = Array.isArray(loads)
    ? new Set(loads.map((entry) => String(entry).replace("NativeModule ", "")))
    : null;
  for (const name of builtinModules) {
    if (seenModules.has(name) || name.startsWith("_") || (names !== null && !names.has(name))) continue;
    seenModules.add(name);
    const path = name.startsWith("node:") ? name : `node:${name}`;
    add(requireBuiltin(path), ["module", path], 1);
  }
  for (const [name, module] of LAZY_OBJECTS) {
    if (names?.has(module) === true) add(Reflect.get(globalThis, name), ["global", name], 1);
  }
}

function add(value: unknown, path: BuiltinPath, depth: number): void {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return;
  if (paths.has(value)) return;
  paths.set(value, path);
  if (depth >= MAX_DEPTH) return;
  for (const key of Reflect.ownKeys(value)) addMember(value, key, path, depth);
}

function addMember(owner: object, key: string | symbol, path: BuiltinPath, depth: number): void {
  const name = partName(key);
  if (name === null || NOT_SHARED.has(name)) return;
  const descriptor = Object.getOwnPropertyDescriptor(owner, key);
  if (descriptor === undefined) return;
  const value: unknown = descriptor.value;
  // Comparing is slow, and nearly all have the name under which they are found.
  if (typeof value === "function" && ownName(value) !== key && isOtherNative(owner, key)) return;
  // The content of a list or a table is data, not a part of Node.
  if (typeof value === "function" || name === "prototype" || isNamespaceLike(value))
    add(value, [...path, name], depth + 1);
  for (const half of ["get", "set"] as const) {
    const accessor: unknown = Reflect.get(descriptor, half);
    if (accessor !== undefined && !paths.has(accessor)) paths.set(accessor, [...path, `${half} ${name}`]);
  }
}

function isNamespaceLike(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Map || value instanceof Set)
  );
}

function partName(key: string | symbol): string | null {
  if (typeof key === "string") return key;
  const registered = Symbol.keyFor(key);
  if (registered !== undefined) return `@@for ${registered}`;
  const { description = "" } = key;
  return description.startsWith("Symbol.") ? `@@${description.slice("Symbol.".length)}` : null;
}

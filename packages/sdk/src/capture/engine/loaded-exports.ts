import { createRequire } from "node:module";
import { dirname } from "node:path";
import { packageOf } from "./scripts.js";
import type { PackageReference } from "../packages/index.js";
import { isObject } from "../../support/index.js";

const { cache } = createRequire(import.meta.url);
const found = new WeakMap<object | symbol, PackageReference>();
let seenModules = 0;

/** Where values come from that packages export. */
export interface LoadedExports {
  get(value: object | symbol): PackageReference | undefined;
}

/** What the CommonJS modules of installed packages export that are loaded by now. */
export function findLoadedExports(): LoadedExports {
  const names = Object.keys(cache);
  if (names.length !== seenModules) {
    seenModules = names.length;
    for (const file of names) addModule(file);
  }
  return found;
}

function addModule(file: string): void {
  const module = cache[file];
  const packageName = packageOf({ url: file });
  if (module === undefined || packageName === null || !module.loaded) return;
  const exported: unknown = module.exports;
  if (!isObject(exported)) return;
  const reference = { packageName, specifier: file, directory: dirname(file), how: "require" as const };
  add(exported, { ...reference, path: [] });
  for (const [key, member] of exportsOf(exported)) add(member, { ...reference, path: [key] });
}

/** Members that code can be: reading an accessor could run code, except for those that build steps make. */
function exportsOf(exported: object): [key: string, member: object | symbol][] {
  const members: [key: string, member: object | symbol][] = [];
  const isBuilt = Object.getOwnPropertyDescriptor(exported, "__esModule")?.value === true;
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(exported))) {
    const member: unknown =
      descriptor.get !== undefined && isBuilt ? tryGet(exported, key) : descriptor.value;
    if (isObject(member) || isUnique(member)) members.push([key, member]);
  }
  return members;
}

/** A symbol that nobody else can make. */
function isUnique(value: unknown): value is symbol {
  return typeof value === "symbol" && Symbol.keyFor(value) === undefined;
}

function tryGet(from: object, key: string): unknown {
  try {
    return Reflect.get(from, key);
  } catch {
    return undefined;
  }
}

/** The first file to export something is where it came from. */
function add(value: object | symbol, reference: PackageReference): void {
  if (!found.has(value)) found.set(value, reference);
}

import { isAddedToLanguage, isProgramFunction } from "./builtin-change.js";
import { type BuiltinPath, builtinPath, builtinPathOfNative } from "../builtins/index.js";
import { type Builder, nodeValue, reserveNode, type Value, refuse, type Trail } from "../payload/index.js";
import { visitFunction } from "./encode-function.js";
import { encodeSymbol } from "./encode-symbol.js";
import { isNativeFunction } from "./native-functions.js";
import { visitObject } from "./encode-object.js";
import { ownerOf } from "./own-prototype.js";
import { packageScript } from "./package-code.js";
import { isModuleLike, takeMembers } from "./partial-object.js";
import { encodeReference, isModuleObject, knownReference } from "./references.js";
import { refusalOf } from "./refusals.js";
import type { Use } from "../source/index.js";
import { withoutWrapper } from "../wrappers.js";

/**
 * Encodes one value. Objects become nodes, once each; their content is walked later.
 *
 * @param use - What code does with the value, when that is known; without it, everything counts.
 */
export function encodeValue(builder: Builder, value: unknown, trail: Trail, use?: Use): Value {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return encodeNumber(value);
  if (typeof value === "bigint") return ["bigint", value.toString()];
  if (typeof value === "symbol") return encodeSymbol(builder, value, trail);
  if (typeof value === "function") return encodeObject(builder, withoutWrapper(value), trail, use);
  return typeof value === "object" ? encodeObject(builder, value, trail, use) : ["undefined"];
}

function encodeNumber(value: number): Value {
  if (Object.is(value, -0)) return ["number", "-0"];
  return Number.isFinite(value) ? value : ["number", String(value)];
}

function encodeObject(builder: Builder, value: object, trail: Trail, use: Use | undefined): Value {
  const part = encodePart(builder, value);
  if (part !== null) return part;
  const imported = encodeImported(builder, value, trail, use);
  if (imported !== null) return imported;
  if (use !== undefined && takeMembers(builder, { value, trail, use }, encodeValue)) {
    return nodeValue(builder.ids.get(value) ?? -1);
  }
  const known = builder.ids.get(value);
  const partial = builder.partial.get(value);
  if (known !== undefined && (partial === undefined || partial.whole)) return nodeValue(known);
  if (known === undefined) {
    const builtin = encodeBuiltin(builder, value);
    if (builtin !== null) return builtin;
  }
  const why = refusalOf(value, (fn) => isNativeFunction(builder, fn));
  if (why !== null) refuse(trail, why);
  const index = known ?? reserveNode(builder, value);
  if (partial !== undefined) partial.whole = true;
  builder.pending.push(() => {
    // The class that a method belongs to may have been described meanwhile, and the method with it.
    if (builder.nodes[index] !== undefined && partial === undefined) return;
    if (typeof value === "function") visitFunction(builder, value, { index, trail }, encodeValue);
    else visitObject(builder, value, { index, trail }, encodeValue);
  });
  return nodeValue(index);
}

/** What is written inside of another node gets one of its own when something else refers to it. */
function encodePart(builder: Builder, value: object): Value | null {
  const part = builder.ids.has(value) ? undefined : builder.parts.find(value);
  if (part === undefined) return null;
  const index = reserveNode(builder, value);
  builder.nodes[index] = { kind: "part", of: nodeValue(part.node), at: part.at };
  return nodeValue(index);
}

/** What a package exports goes by reference; of a module only what code reads of it. */
function encodeImported(builder: Builder, value: object, trail: Trail, use: Use | undefined): Value | null {
  if (builder.ids.has(value)) return null;
  const reference = knownReference(builder, value);
  if (reference === null) return null;
  const isPartlyUsed = use !== undefined && !use.whole && isModuleObject(value) && !isWhole(value);
  return isPartlyUsed ? null : encodeReference(builder, value, reference, trail);
}

/** A module of the older kind, whose functions may find each other through the module object. */
function isWhole(module: object): boolean {
  const main: unknown = Reflect.get(module, "default");
  if ((typeof main !== "object" && typeof main !== "function") || main === null) return false;
  return Object.keys(module).some(
    (key) => key !== "default" && Reflect.get(main, key) === Reflect.get(module, key),
  );
}

/** Things of Node and of the language go by reference. */
function encodeBuiltin(builder: Builder, value: object): Value | null {
  const path =
    namespacePath(value) ??
    builtinPath(value) ??
    (typeof value === "function" ? nativePath(builder, value) : null);
  if (path === null || isReplacement(builder, value, path)) return null;
  if (path[0] === "namespace" && path[1] !== undefined) builder.namespaces.add(path[1]);
  const index = reserveNode(builder, value);
  builder.nodes[index] = { kind: "builtin", path };
  builder.builtins.add(value);
  return nodeValue(index);
}

/** The table of builtins has whatever it found in their places; what packages put there, to measure, stays here. */
function isReplacement(builder: Builder, value: object, path: BuiltinPath): boolean {
  const code = typeof value === "function" ? value : ownerOf(value);
  if (code === null || !isProgramFunction(builder, code)) return false;
  return packageScript(builder, code) === null || isAddedToLanguage(path);
}

function nativePath(builder: Builder, fn: object): readonly string[] | null {
  return isNativeFunction(builder, fn) ? builtinPathOfNative(fn) : null;
}

/** The namespace object of a module of Node is told by the module it has as its default export. */
function namespacePath(value: object): readonly string[] | null {
  if (!isModuleLike(value)) return null;
  const main: unknown = Reflect.get(value, "default");
  if (typeof main !== "object" && typeof main !== "function") return null;
  const path = main === null ? null : builtinPath(main);
  const [origin, name, ...rest] = path ?? [];
  if (rest.length > 0 || name === undefined) return null;
  if (origin === "module") return ["namespace", name];
  return origin === "global" && NAMED_MODULES.has(name) ? ["namespace", `node:${name}`] : null;
}

/** Modules whose main export is a global object as well. */
const NAMED_MODULES: ReadonlySet<string> = new Set(["process", "console"]);

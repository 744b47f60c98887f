import { Console } from "node:console";
import type { Builder } from "../payload/index.js";
import {
  type BuiltinPath,
  isDeletedGlobal,
  isOtherGlobal,
  isOtherNative,
  isStandardGlobal,
  NATIVE_TEXT,
  NODE_DATA,
  pristineOf,
  PROCESS_DATA,
} from "../builtins/index.js";
import { isNativeFunction } from "./native-functions.js";
import { packageScript } from "./package-code.js";
import { isObject } from "../../support/index.js";

/** Members that were looked at and not changed, as they were then. */
const unchanged = new WeakMap<object, Map<string | symbol, PropertyDescriptor>>();

/** Whether a member of a builtin object is the program's own, and not what every process has in its place. */
export function isChanged(builder: Builder, owner: object, key: string | symbol): boolean {
  const now = Object.getOwnPropertyDescriptor(owner, key);
  const known = unchanged.get(owner)?.get(key);
  if (now !== undefined && known !== undefined && isSameMember(now, known)) return false;
  if (isOther(builder, { owner, key, now })) return true;
  if (now === undefined) return false;
  const members = unchanged.get(owner) ?? new Map<string | symbol, PropertyDescriptor>();
  unchanged.set(owner, members.set(key, now));
  return false;
}

/** Whether two members are the same, with the same value. */
export function isSameMember(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return (
    Object.is(one.value, other.value) &&
    one.get === other.get &&
    one.set === other.set &&
    hasSameBits(one, other)
  );
}

function hasSameBits(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return (
    one.writable === other.writable &&
    one.enumerable === other.enumerable &&
    one.configurable === other.configurable
  );
}

interface Member {
  readonly owner: object;
  readonly key: string | symbol;
  readonly now: PropertyDescriptor | undefined;
}

function isOther(builder: Builder, { owner, key, now }: Member): boolean {
  if (owner === console && typeof key === "string" && isOfConsole(key)) return false;
  const pristine = pristineOf(owner);
  const before = pristine === null ? undefined : Object.getOwnPropertyDescriptor(pristine, key);
  if (now === undefined)
    return before !== undefined || (owner === globalThis && isDeletedGlobal(String(key)));
  const code = functionsOf(now);
  if (owner === globalThis && isOtherGlobal(String(key)))
    return !code.some((fn) => packageScript(builder, fn) !== null);
  if (before !== undefined) {
    if (code.some((fn) => packageScript(builder, fn) !== null)) return false;
    if (code.some((fn) => isProgramFunction(builder, fn)) || isOtherNative(owner, key)) return true;
    return !isAlike(now, before);
  }
  if (code.length > 0) return code.some((fn) => isOwnCode(builder, fn, pristine !== null));
  if (owner === globalThis) return !isStandardGlobal(String(key));
  if (owner === process) return !PROCESS_DATA.has(String(key));
  return pristine !== null && !NODE_DATA.has(key);
}

function isNativeText(fn: object): boolean {
  return NATIVE_TEXT.test(Function.prototype.toString.call(fn));
}

/** Whether two members are of one kind, and have the same value where it is not an object of either process. */
function isAlike(now: PropertyDescriptor, before: PropertyDescriptor): boolean {
  const parts = ["value", "get", "set"] as const;
  return (
    hasSameBits(now, before) &&
    parts.every(
      (part) =>
        typeof now[part] === typeof before[part] &&
        (isObject(now[part]) || Object.is(now[part], before[part])),
    )
  );
}

function functionsOf(descriptor: PropertyDescriptor): object[] {
  return Object.values(descriptor).flatMap((part: unknown) => (typeof part === "function" ? [part] : []));
}

/** Packages that measure put functions around those of Node: those stay here, unlike what they add to the language. */
function isOwnCode(builder: Builder, fn: object, isOfLanguage: boolean): boolean {
  return isProgramFunction(builder, fn) && (isOfLanguage || packageScript(builder, fn) === null);
}

/** Whether something is called builtin only because somebody added it to an object of the language. */
export function isAddedToLanguage([origin, ...names]: BuiltinPath): boolean {
  let owner: unknown = globalThis;
  for (const name of names.slice(0, -1)) owner = Object.getOwnPropertyDescriptor(Object(owner), name)?.value;
  const pristine = origin === "global" && names.length > 1 && isObject(owner) ? pristineOf(owner) : null;
  return pristine !== null && !Object.hasOwn(pristine, names.at(-1) ?? "");
}

/** What it prints goes to where the function runs, whatever the program does with what it prints here. */
function isOfConsole(name: string): boolean {
  return name in new Console(process.stdout);
}

const natives = new WeakSet();

/** Whether a function is code of the program; a bound one is told by what it calls. */
export function isProgramFunction(builder: Builder, fn: object): boolean {
  if (natives.has(fn)) return false;
  // The text is the quick answer for nearly all.
  if (!isNativeText(fn) && !isNativeFunction(builder, fn)) return true;
  natives.add(fn);
  return false;
}

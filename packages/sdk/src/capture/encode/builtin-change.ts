import { Console } from "node:console";
import type { Builder } from "../payload/index.js";
import {
  type BuiltinPath,
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

/** Whether a member of a builtin object is the program's own, and not what every process has in its place. */
export function isChanged(builder: Builder, owner: object, key: string | symbol): boolean {
  if (owner === console && typeof key === "string" && isOfConsole(key)) return false;
  const now = Object.getOwnPropertyDescriptor(owner, key);
  const pristine = pristineOf(owner);
  const before = pristine === null ? undefined : Object.getOwnPropertyDescriptor(pristine, key);
  if (now === undefined) return before !== undefined;
  const code = functionsOf(now);
  if (before !== undefined)
    return (
      !code.some((fn) => packageScript(builder, fn) !== null) && isOther(builder, { owner, key, now, before })
    );
  if (code.length > 0) return code.some((fn) => isOwnCode(builder, fn, pristine !== null));
  if (owner === globalThis) return !isStandardGlobal(String(key));
  if (owner === process) return !PROCESS_DATA.has(String(key));
  return pristine !== null && !NODE_DATA.has(key);
}

function functionsOf(descriptor: PropertyDescriptor): object[] {
  return Object.values(descriptor).flatMap((part: unknown) => (typeof part === "function" ? [part] : []));
}

interface Member {
  readonly owner: object;
  readonly key: string | symbol;
  readonly now: PropertyDescriptor;
  /** What the language made. */
  readonly before: PropertyDescriptor;
}

/** Whether a member of the language is no longer what it was. */
function isOther(builder: Builder, { owner, key, now, before }: Member): boolean {
  if (functionsOf(now).some((fn) => isProgramFunction(builder, fn)) || isOtherNative(owner, key)) return true;
  const isSameKind = (part: "get" | "set" | "value"): boolean =>
    typeof now[part] === typeof before[part] && (isObject(now[part]) || Object.is(now[part], before[part]));
  return !(
    isSameKind("value") &&
    isSameKind("get") &&
    isSameKind("set") &&
    now.writable === before.writable &&
    now.enumerable === before.enumerable &&
    now.configurable === before.configurable
  );
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
  if (!NATIVE_TEXT.test(Function.prototype.toString.call(fn)) && !isNativeFunction(builder, fn)) return true;
  natives.add(fn);
  return false;
}

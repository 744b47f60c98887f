import { Console } from "node:console";
import { createContext, runInContext } from "node:vm";
import type { Builder } from "../payload/index.js";
import { builtinPath, isStandardGlobal, PROCESS_DATA } from "../builtins/index.js";
import { isNativeFunction, NATIVE_TEXT } from "./native-functions.js";
import { packageScript } from "./package-code.js";

/** Whether a member of a builtin object is the program's own, and not what every process has in its place. */
export function isChanged(builder: Builder, owner: object, name: string): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  if (descriptor === undefined || (owner === console && isOfConsole(name))) return false;
  const code: unknown[] = Object.values(descriptor).filter((part) => typeof part === "function");
  if (code.length > 0) return code.some((fn) => isOwnCode(builder, Object(fn), { owner, name }));
  if (owner === globalThis) return !isStandardGlobal(name);
  if (owner === process) return !PROCESS_DATA.has(name);
  if (descriptor.configurable !== true || OPEN_DATA.has(name)) return false;
  return isOfLanguage(owner) && !isOfLanguage(owner, name);
}

interface Member {
  readonly owner: object;
  readonly name: string;
}

/** Packages that measure put functions around those of Node and the language that do the same: those stay here. */
function isOwnCode(builder: Builder, fn: object, { owner, name }: Member): boolean {
  if (!isProgramFunction(builder, fn)) return false;
  return packageScript(builder, fn) === null || (isOfLanguage(owner) && !isOfLanguage(owner, name));
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

/** Data of the language that is open to change. */
const OPEN_DATA: ReadonlySet<string> = new Set(["length", "name", "message", "stackTraceLimit"]);

let pristine: object | null = null;

/** Whether the language itself has an object, or a member of it, as a global object that nobody touched shows. */
function isOfLanguage(owner: object, name?: string): boolean {
  pristine ??= Object(runInContext("globalThis", createContext()));
  const [origin, ...path] = builtinPath(owner) ?? [];
  if (origin !== "global") return origin === "intrinsic";
  let at: unknown = pristine;
  for (const part of name === undefined ? path : [...path, name]) {
    if ((typeof at !== "object" && typeof at !== "function") || at === null || !Object.hasOwn(at, part))
      return false;
    at = Object.getOwnPropertyDescriptor(at, part)?.value;
  }
  return true;
}

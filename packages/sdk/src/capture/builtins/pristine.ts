import { type Context, createContext, runInContext } from "node:vm";
import { isObject, prototypeProperty } from "../../support/index.js";
import { HIDDEN_INTRINSICS, HIDDEN_SOURCE, LANGUAGE_CLASSES } from "./builtin-names.js";
import { NATIVE_TEXT } from "./native-text.js";

/** An object of the language in this process, beside the same one where nobody has changed anything. */
export interface LanguageObject {
  readonly own: object;
  readonly pristine: object;
  /** Symbols that `pristine` has as keys. */
  readonly symbols: readonly symbol[];
  /** What `own` inherits from when nobody changed that; null where it is not known. */
  readonly proto: object | null;
  /** Whether code can reach it without naming it: through what its literals, operators and calls give. */
  readonly reach: "by name" | "through instances" | "prototype";
}

/** What an untouched process has: its global object, and what no global name leads to. */
interface Pristine {
  readonly global: object;
  readonly hidden: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

let made: Pristine | null = null;
let objects: readonly LanguageObject[] = [];
let byOwn: ReadonlyMap<object, LanguageObject> | null = null;
let functionsByName: ReadonlyMap<unknown, readonly object[]> = new Map();

/** A process of its own would cost more: the engine makes another global object within this one. */
function pristineRealm(): Pristine {
  if (made !== null) return made;
  const context = createContext();
  const { global, ...hidden }: Record<string, unknown> = Object(runInContext(HIDDEN_SOURCE, context));
  made = { global: Object(global), hidden, context };
  return made;
}

/** Evaluates a text where nobody has changed anything. */
export function evaluatePristine(text: string): unknown {
  return runInContext(text, pristineRealm().context);
}

/** Constructors, prototypes and namespaces of the language. */
export function languageObjects(): readonly LanguageObject[] {
  byOwn ??= findObjects();
  return objects;
}

/** Functions of the language that an untouched process calls so. */
export function languageFunctions(name: string): readonly object[] {
  byOwn ??= findObjects();
  return functionsByName.get(name) ?? [];
}

/** The counterpart of an object of the language; null for every other object. */
export function pristineOf(own: object): object | null {
  if (own === globalThis) return pristineRealm().global;
  byOwn ??= findObjects();
  return byOwn.get(own)?.pristine ?? null;
}

/** Symbols under which an object of the language has members when nobody has deleted any. */
export function pristineSymbols(own: object): readonly symbol[] {
  byOwn ??= findObjects();
  return byOwn.get(own)?.symbols ?? [];
}

function findObjects(): ReadonlyMap<object, LanguageObject> {
  const pairs = pairUp();
  const ownOf = new Map([...pairs].map(([own, pristine]) => [pristine, own] as const));
  const classes = implicitClasses();
  const prototypes = new Set(
    [...classes].flatMap((owner) =>
      typeof owner === "function" ? [prototypeProperty(owner), prototypeOfInstances(owner)] : [owner],
    ),
  );
  objects = [...pairs].map(([own, pristine]) => ({
    own,
    pristine,
    proto: ownOf.get(Object(Object.getPrototypeOf(pristine))) ?? null,
    symbols: Object.getOwnPropertySymbols(pristine),
    reach: prototypes.has(own) ? "prototype" : classes.has(own) ? "through instances" : "by name",
  }));
  functionsByName = byName(objects);
  return new Map(objects.map((object) => [object.own, object]));
}

function byName(all: readonly LanguageObject[]): ReadonlyMap<unknown, readonly object[]> {
  const named = new Map<unknown, object[]>();
  for (const { own, pristine } of all) {
    if (typeof own !== "function") continue;
    const name = ownName(pristine);
    named.set(name, [...(named.get(name) ?? []), own]);
  }
  return named;
}

function pairUp(): ReadonlyMap<object, object> {
  const pairs = new Map<object, object>();
  const add = (own: unknown, pristine: unknown): void => {
    if (!isObject(own) || !isObject(pristine) || pairs.has(own)) return;
    pairs.set(own, pristine);
    add(prototypeProperty(own), prototypeProperty(pristine));
  };
  const { global, hidden } = pristineRealm();
  for (const name of Object.getOwnPropertyNames(global)) {
    if (isLanguageName(name)) add(originalOf(globalThis, name), Reflect.get(global, name));
  }
  const intl: unknown = Reflect.get(global, "Intl");
  for (const name of Object.getOwnPropertyNames(intl)) {
    add(originalOf(Intl, name), Reflect.get(Object(intl), name));
  }
  for (const [name, own] of HIDDEN_INTRINSICS) add(own, hidden[name]);
  return pairs;
}

/** Whether the language itself has something under a global name; the console is Node's. */
export function isLanguageName(name: string): boolean {
  return name !== "globalThis" && name !== "console" && Object.hasOwn(pristineRealm().global, name);
}

/** What the engine put under a name, also where the program has put something over it that extends or imitates it. */
export function originalOf(holder: object, name: string): unknown {
  const live: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
  if (typeof live !== "function") return isObject(live) && hasNativeMember(live) ? live : null;
  const imitated: unknown = Reflect.get(Object(prototypeProperty(live)), "constructor");
  for (let at: unknown = live; typeof at === "function"; at = Object.getPrototypeOf(at)) {
    if (isNativeNamed(at, name)) return at;
  }
  return isNativeNamed(imitated, name) ? imitated : null;
}

/** Whether a member of the language is another function of the language than it was made to be. */
export function isOtherNative(own: object, key: PropertyKey): boolean {
  const pristine = pristineOf(own);
  const before: unknown = pristine === null ? null : Object.getOwnPropertyDescriptor(pristine, key)?.value;
  const now: unknown = Object.getOwnPropertyDescriptor(own, key)?.value;
  if (typeof before !== "function" || typeof now !== "function") return false;
  // Names nearly always tell, and are quicker to look at than texts.
  return ownName(now) !== ownName(before) && isNative(now);
}

/** The name of a function, without running an accessor that a program has put there. */
export function ownName(fn: object): unknown {
  return Object.getOwnPropertyDescriptor(fn, "name")?.value;
}

function hasNativeMember(value: object): boolean {
  const members = Object.values(Object.getOwnPropertyDescriptors(value));
  return members.some(({ value: member }) => typeof member === "function" && isNative(member));
}

function isNativeNamed(fn: unknown, name: string): boolean {
  return typeof fn === "function" && isNative(fn) && fn.name === name;
}

function isNative(fn: object): boolean {
  return NATIVE_TEXT.test(Function.prototype.toString.call(fn));
}

/** Classes whose instances come into being through literals, operators and calls. */
function implicitClasses(): ReadonlySet<unknown> {
  const named = [...LANGUAGE_CLASSES].map((name): unknown => originalOf(globalThis, name));
  return new Set([...named, ...HIDDEN_INTRINSICS.map(([, value]) => value)]);
}

/** The functions that a class of functions makes have a prototype in common, too. */
function prototypeOfInstances(owner: unknown): unknown {
  return prototypeProperty(prototypeProperty(owner));
}

import { createContext, runInContext } from "node:vm";
import { isObject, prototypeProperty } from "../../support/index.js";
import { HIDDEN_INTRINSICS, HIDDEN_SOURCES, LANGUAGE_CLASSES } from "./builtin-names.js";
import { NATIVE_TEXT } from "./native-text.js";

/** An object of the language in this process, beside the same one where nobody has changed anything. */
export interface LanguageObject {
  readonly own: object;
  readonly pristine: object;
  /** What `own` inherits from when nobody changed that; null where it is not known. */
  readonly proto: object | null;
  /** Whether code can reach it without naming it. */
  readonly isImplicit: boolean;
}

let context: object | null = null;
let objects: readonly LanguageObject[] = [];
let byOwn: ReadonlyMap<object, LanguageObject> | null = null;

/** The global object of the language alone, as the engine makes it. */
export function pristineGlobal(): object {
  return Object(inPristine("globalThis"));
}

function inPristine(code: string): unknown {
  context ??= createContext();
  return runInContext(code, context);
}

/** Constructors, prototypes and namespaces of the language. */
export function languageObjects(): readonly LanguageObject[] {
  byOwn ??= findObjects();
  return objects;
}

/** The counterpart of an object of the language; null for every other object. */
export function pristineOf(own: object): object | null {
  if (own === globalThis) return pristineGlobal();
  byOwn ??= findObjects();
  return byOwn.get(own)?.pristine ?? null;
}

function findObjects(): ReadonlyMap<object, LanguageObject> {
  const pairs = pairUp();
  const ownOf = new Map([...pairs].map(([own, pristine]) => [pristine, own] as const));
  const implicit = implicitObjects();
  objects = [...pairs].map(([own, pristine]) => ({
    own,
    pristine,
    proto: ownOf.get(Object(Object.getPrototypeOf(pristine))) ?? null,
    isImplicit: implicit.has(own),
  }));
  return new Map(objects.map((object) => [object.own, object]));
}

function pairUp(): ReadonlyMap<object, object> {
  const pairs = new Map<object, object>();
  const add = (own: unknown, pristine: unknown): void => {
    if (!isObject(own) || !isObject(pristine) || pairs.has(own)) return;
    pairs.set(own, pristine);
    add(prototypeProperty(own), prototypeProperty(pristine));
  };
  const global = pristineGlobal();
  for (const name of Object.getOwnPropertyNames(global)) {
    if (isLanguageName(name)) add(originalOf(globalThis, name), Reflect.get(global, name));
  }
  const intl: unknown = Reflect.get(global, "Intl");
  for (const name of Object.getOwnPropertyNames(intl)) {
    add(originalOf(Intl, name), Reflect.get(Object(intl), name));
  }
  for (const [name, own] of HIDDEN_INTRINSICS) add(own, inPristine(HIDDEN_SOURCES[name]));
  return pairs;
}

/** Whether the language itself has something under a global name; the console is Node's. */
export function isLanguageName(name: string): boolean {
  return name !== "globalThis" && name !== "console" && Object.hasOwn(pristineGlobal(), name);
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
  return (
    typeof before === "function" && typeof now === "function" && isNative(now) && now.name !== before.name
  );
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

/** Code comes to these through literals, operators and calls, without their names. */
function implicitObjects(): ReadonlySet<unknown> {
  const named = [...LANGUAGE_CLASSES].map((name): unknown => originalOf(globalThis, name));
  const classes = [...named, ...HIDDEN_INTRINSICS.map(([, value]) => value)];
  const prototypes = classes.map(prototypeProperty);
  return new Set([...classes, ...prototypes, ...prototypes.map(prototypeProperty)]);
}

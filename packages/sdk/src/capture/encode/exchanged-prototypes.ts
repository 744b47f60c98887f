import { types } from "node:util";
import { isStandardGlobal } from "../builtins/index.js";
import { type Builder, refuse, type Trail } from "../payload/index.js";
import { isObject } from "../../support/index.js";

/** Asking takes some thousandths of a millisecond each: of more objects than this, only those without content are asked about. */
const MAX_ASKED = 64;

/** Objects that are what their prototypes say. What made an object never changes. */
const knownOrdinary = new WeakSet();

interface Ordinary {
  readonly value: object;
  readonly trail: Trail;
}

/**
 * Refuses objects that the language or Node made, with content that only their own class can read, and that inherit from
 * something else by now: they would travel as ordinary objects, without that content.
 */
export function refuseExchangedPrototypes(builder: Builder): void {
  const asked = unknownOrdinary(builder);
  if (asked.length === 0) return;
  const names = builder.reader.classNames(asked.map(({ value }) => value));
  for (const [index, { value, trail }] of asked.entries()) {
    // Bundlers, that of Node included, put an underscore in front of some names.
    const name = keptName(value) ?? names[index]?.replace(/^_/u, "") ?? "Object";
    if (isClassOfOthers(name) && !isSaidBy(value, name)) {
      refuse(
        trail,
        `made by ${name}, and has another prototype by now, so that what it holds cannot be read: ` +
          "create it inside the function instead",
      );
    }
    knownOrdinary.add(value);
  }
}

function unknownOrdinary(builder: Builder): Ordinary[] {
  const asked: Ordinary[] = [];
  for (const { value, trail } of builder.withoutPrivate) {
    if (typeof value === "function" || Array.isArray(value) || knownOrdinary.has(value)) continue;
    if (asked.length >= MAX_ASKED && Object.keys(value).length > 0) continue;
    if (isOrdinary(builder, value)) asked.push({ value, trail });
  }
  return asked;
}

/** Whether it travels by its properties alone. */
function isOrdinary({ ids, nodes }: Builder, value: object): boolean {
  const index = ids.get(value);
  const node = index === undefined ? undefined : nodes[index];
  return (
    (node === undefined || !("kind" in node) || node.kind === "object") &&
    !types.isModuleNamespaceObject(value)
  );
}

/** Keys by which Node keeps what its derived classes hold; the engine calls what a derived class made an `Object`. */
const KEPT: ReadonlyMap<string | undefined, string> = new Map([
  ["kIsBeingDispatched", "Event"],
  ["PerformanceEntry.Name", "PerformanceEntry"],
]);

function keptName(value: object): string | undefined {
  const found = Object.getOwnPropertySymbols(value).find(({ description }) => KEPT.has(description));
  return KEPT.get(found?.description);
}

/** Words that the engine has for what no global name makes. */
const HIDDEN_CLASS = /^(?:Segments|(?:Array|Segment|Iterator) \w+|(?:RegExp)?StringIterator)$/u;

const WEB_ASSEMBLY = Object(Reflect.get(globalThis, "WebAssembly"));

function isClassOfOthers(name: string): boolean {
  if (name === "Object") return false;
  return (
    isStandardGlobal(name) ||
    Object.hasOwn(Intl, name) ||
    Object.hasOwn(WEB_ASSEMBLY, name) ||
    HIDDEN_CLASS.test(name)
  );
}

/** Whether what an object inherits from has that name, or it calls itself so; the program may have a class of that name. */
function isSaidBy(value: object, name: string): boolean {
  for (let at: unknown = value; isObject(at) && !types.isProxy(at); at = Object.getPrototypeOf(at)) {
    const constructor: unknown = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (isObject(constructor) && Object.getOwnPropertyDescriptor(constructor, "name")?.value === name)
      return true;
    if (Object.getOwnPropertyDescriptor(at, Symbol.toStringTag)?.value === name) return true;
  }
  return false;
}

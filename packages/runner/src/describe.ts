import { types } from "node:util";

/** Says in words what a value is, for messages: `a Date`, `an instance of Model`, `a function`. */
export function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  if (types.isPromise(value)) return "a Promise";
  if (types.isProxy(value)) return "a Proxy";
  const name = className(value);
  if (name === null) return "an object without a known class";
  return isStandard(name) ? `${/^[AEIOU]/u.test(name) ? "an" : "a"} ${name}` : `an instance of ${name}`;
}

/** Name of the class an object belongs to, or null. */
export function className(value: object): string | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null) return null;
  const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof constructor === "function" && constructor.name !== "" ? constructor.name : null;
}

function isStandard(name: string): boolean {
  return Object.hasOwn(globalThis, name);
}

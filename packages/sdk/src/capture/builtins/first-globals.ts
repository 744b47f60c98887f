import { types } from "node:util";
import { GLOBAL_NAMES, LAZY_GLOBAL_NAMES } from "./builtin-names.js";
import { isObject } from "../../support/index.js";

/** What the global object had when this was loaded, without touching what Node loads at the first touch. */
const FIRST: ReadonlyMap<string, PropertyDescriptor> = new Map(
  Object.entries(Object.getOwnPropertyDescriptors(globalThis)).filter(
    ([name]) => GLOBAL_NAMES.has(name) || LAZY_GLOBAL_NAMES.has(name),
  ),
);

/** Whether the program has deleted something of Node or the language from the global object. */
export function isDeletedGlobal(name: string): boolean {
  return FIRST.has(name) && !(name in globalThis);
}

/** Whether something else stands under a global name of Node or the language than did when this was loaded. */
export function isOtherGlobal(name: string): boolean {
  const first = FIRST.get(name);
  const now = Object.getOwnPropertyDescriptor(globalThis, name);
  if (first === undefined || now === undefined || !("value" in now)) return false;
  // In the place of an accessor, Node puts an object when it is first touched.
  return "value" in first
    ? !Object.is(first.value, now.value)
    : !isObject(now.value) || types.isProxy(now.value);
}

import type { Inspector } from "./inspector.js";

/** What a weak collection holds for a key; a WeakSet only the key. */
export type WeakEntry = readonly [key: object | symbol, value: unknown];

/** The content of a WeakMap or WeakSet, which only the debugger lists. */
export function readWeakEntries(inspector: Inspector, collection: object): readonly WeakEntry[] {
  const { internalProperties = [] } = inspector.propertiesOf(inspector.idOf(collection));
  const described = internalProperties.find(({ name }) => name === "[[Entries]]")?.value;
  const [entries] = described === undefined ? [] : inspector.valuesOf([described]);
  // The list has no prototype.
  return Object.values(Object(entries)).map((entry) => {
    const value: unknown = Reflect.get(Object(entry), "value");
    // Only a map's entries have keys.
    const hasKey = Object.hasOwn(Object(entry), "key");
    return hasKey ? [asKey(Reflect.get(Object(entry), "key")), value] : [asKey(value), undefined];
  });
}

function asKey(key: unknown): object | symbol {
  return typeof key === "symbol" ? key : Object(key);
}

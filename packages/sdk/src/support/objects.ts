/** Whether a value can have properties of its own: an object or a function. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** What a function or class gives to its instances as their prototype, without running an accessor. */
export function prototypeProperty(value: unknown): unknown {
  return isObject(value) ? Object.getOwnPropertyDescriptor(value, "prototype")?.value : undefined;
}

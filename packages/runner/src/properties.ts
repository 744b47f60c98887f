import type { Graph } from "./graph.js";
import type { NodeExtras, Property, Value } from "./payload.js";

const ALL = 7;

/** Gives an object its prototype and its properties, without running setters. */
export function finishObject(
  target: object,
  extras: Pick<NodeExtras, "proto" | "props">,
  graph: Graph,
): void {
  if (extras.proto !== undefined) {
    const proto = graph.value(extras.proto);
    Object.setPrototypeOf(target, typeof proto === "object" || typeof proto === "function" ? proto : null);
  }
  defineProperties(target, extras.props ?? [], graph);
}

function defineProperties(target: object, props: readonly Property[], graph: Graph): void {
  for (const property of props) {
    const key = graph.value(property[0]);
    if (typeof key !== "string" && typeof key !== "symbol") continue;
    Object.defineProperty(target, key, descriptorOf(property, graph));
  }
}

export function removeKeys(target: object, keys: readonly Value[], graph: Graph): void {
  for (const encoded of keys) {
    const key = graph.value(encoded);
    if (typeof key === "string" || typeof key === "symbol") Reflect.deleteProperty(target, key);
  }
}

function descriptorOf(property: Property, graph: Graph): PropertyDescriptor {
  if (property.length === 4) {
    const [, get, set, attributes] = property;
    const getter = graph.value(get);
    const setter = graph.value(set);
    return {
      ...(isCallable(getter) ? { get: getter } : {}),
      ...(isCallable(setter) ? { set: setter } : {}),
      enumerable: (attributes & 2) !== 0,
      configurable: (attributes & 4) !== 0,
    };
  }
  const attributes = property[2] ?? ALL;
  return {
    value: graph.value(property[1]),
    writable: (attributes & 1) !== 0,
    enumerable: (attributes & 2) !== 0,
    configurable: (attributes & 4) !== 0,
  };
}

function isCallable(value: unknown): value is () => unknown {
  return typeof value === "function";
}

import type { PlainNode, Value } from "./payload.js";

type Read = (encoded: Value) => unknown;
type Plain = unknown[] | Record<string, unknown>;

/** Restores nodes of the short form: all empty at first, so that they can refer to each other. */
export function plainObjects(
  shapes: readonly (readonly string[])[],
  read: Read,
): { readonly make: (node: PlainNode) => object; readonly fill: () => void } {
  const started: (readonly [target: Plain, node: PlainNode])[] = [];
  return {
    make: (node) => {
      const target = node[0] < 0 ? [] : {};
      started.push([target, node]);
      return target;
    },
    fill: () => {
      for (const [target, node] of started) {
        if (Array.isArray(target)) fillList(target, node, read);
        else fillRecord(target, node, { keys: shapes[node[0]] ?? [], read });
      }
    },
  };
}

function fillList(target: unknown[], node: PlainNode, read: Read): void {
  for (let index = 1; index < node.length; index += 1) target.push(read(node[index] ?? null));
}

/** Assigning is quicker, where it cannot run a setter. */
function fillRecord(
  target: Record<string, unknown>,
  node: PlainNode,
  { keys, read }: { readonly keys: readonly string[]; readonly read: Read },
): void {
  for (const [index, key] of keys.entries()) {
    const value = read(node[index + 1] ?? null);
    if (key in Object.prototype) {
      Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
    } else {
      target[key] = value;
    }
  }
}

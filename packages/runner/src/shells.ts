import { isObject, resolveBuiltin } from "./builtins.js";
import type { Graph } from "./graph.js";
import type { GraphNode, OrdinaryNode } from "./payload.js";

/** Nodes that are objects with their own nature: everything but code, symbols, builtins and class members. */
export type ShellNode = Exclude<
  GraphNode,
  | OrdinaryNode
  | { kind: "part" | "symbol" | "builtin" | "imported" | "loader" | "function" | "class" | "member" }
>;

/** Makes an empty object of the right nature, so that others can refer to it. */
export function makeShell(node: ShellNode, graph: Graph): object {
  switch (node.kind) {
    case "array":
      return Array.from({ length: 0 });
    case "map":
      return new Map();
    case "set":
      return new Set();
    case "weakmap":
      return new WeakMap();
    case "weakset":
      return new WeakSet();
    case "date":
      return new Date(Number(graph.value(node.time)));
    case "regexp":
      return new RegExp(node.source, node.flags);
    case "error":
      return bareError();
    case "boxed":
      return new Object(graph.value(node.value));
    case "url":
      return new URL(node.href);
    case "remade":
      return remake(node, graph);
    case "searchParams":
      return searchParamsOf(graph.value(node.of));
    case "arraybuffer":
      return graph.attachment(node.attachment).buffer;
    case "view":
      return makeView(node, graph);
    case "bound":
      return makeBound(node, graph);
    case "prototype":
      return prototypeOf(graph.value(node.of));
    case "object":
    default:
      return {};
  }
}

/** Puts in what needs other nodes to stand. */
export function fillShell(shell: object, node: ShellNode, graph: Graph): void {
  if (node.kind === "array" && Array.isArray(shell)) {
    shell.length = node.length;
    for (const [index, item] of node.items.entries()) {
      if (Array.isArray(item) && item[0] === "hole") continue;
      Object.defineProperty(shell, index, {
        value: graph.value(item),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
  } else if (node.kind === "map" && shell instanceof Map) {
    for (const [key, value] of node.entries)
      Map.prototype.set.call(shell, graph.value(key), graph.value(value));
  } else if (node.kind === "set" && shell instanceof Set) {
    for (const item of node.items) Set.prototype.add.call(shell, graph.value(item));
  } else if (node.kind === "weakmap" && shell instanceof WeakMap) {
    for (const [key, value] of node.entries)
      WeakMap.prototype.set.call(shell, asKey(graph.value(key)), graph.value(value));
  } else if (node.kind === "weakset" && shell instanceof WeakSet) {
    for (const [key] of node.entries) WeakSet.prototype.add.call(shell, asKey(graph.value(key)));
  }
}

function asKey(value: unknown): WeakKey {
  if (isObject(value) || typeof value === "symbol") return value;
  throw new Error("A weak collection lost a key.");
}

/** An error without own properties; those it had come with the node. */
function bareError(): Error {
  const error = new Error();
  Reflect.deleteProperty(error, "stack");
  return error;
}

function remake({ path, args }: Extract<ShellNode, { kind: "remade" }>, graph: Graph): object {
  const owner = resolveBuiltin(path, graph.namespaces);
  const given: unknown = JSON.parse(args);
  const made: unknown =
    typeof owner === "function" && Array.isArray(given) ? Reflect.construct(owner, given) : null;
  if (typeof made !== "object" || made === null) throw new Error(`${path.join(".")} cannot be made here.`);
  return made;
}

function searchParamsOf(url: unknown): object {
  if (url instanceof URL) return url.searchParams;
  throw new Error("The parameters of a URL lost it.");
}

function makeView(node: Extract<ShellNode, { kind: "view" }>, graph: Graph): object {
  const buffer = graph.value(node.buffer);
  if (!(buffer instanceof ArrayBuffer)) throw new Error("A typed array lost its buffer.");
  if (node.view === "Buffer") return Buffer.from(buffer, node.offset, node.length);
  const constructor: unknown = Reflect.get(globalThis, node.view);
  if (typeof constructor !== "function") throw new Error(`This Node has no ${node.view}.`);
  const made: unknown = Reflect.construct(constructor, [buffer, node.offset, node.length]);
  if (typeof made !== "object" || made === null) throw new Error(`This Node has no ${node.view}.`);
  return made;
}

function makeBound(node: Extract<ShellNode, { kind: "bound" }>, graph: Graph): object {
  const target = graph.value(node.target);
  if (typeof target !== "function") throw new Error("A bound function lost its target.");
  const args = node.args.map((arg) => graph.value(arg));
  const bound: unknown = Function.prototype.bind.apply(target, [graph.value(node.receiver), ...args]);
  if (typeof bound !== "function") throw new Error("A bound function could not be restored.");
  return bound;
}

function prototypeOf(owner: unknown): object {
  if (typeof owner === "function" && typeof owner.prototype === "object" && owner.prototype !== null) {
    const prototype: object = owner.prototype;
    return prototype;
  }
  throw new Error("A prototype lost its function.");
}

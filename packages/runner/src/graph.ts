import { isObject, type Namespaces, resolveBuiltin } from "./builtins.js";
import { openBundle } from "./bundle.js";
import { restoreClass } from "./classes.js";
import { evaluateCode, type Evaluate, openScope, rootEvaluator } from "./evaluator.js";
import type { ImageModules } from "./image-modules.js";
import { makeLoader, resolveImported } from "./imported.js";
import { OrdinaryReader } from "./ordinary.js";
import { constructEmpty, fillPrivate } from "./private-members.js";
import { finishObject, removeKeys } from "./properties.js";
import type {
  Call,
  Changes,
  Code,
  FunctionNode,
  GraphNode,
  OrdinaryNode,
  PartNode,
  Value,
} from "./payload.js";
import { fillShell, makeShell } from "./shells.js";
import { showText } from "./shown-texts.js";

/** What the steps of a restore share. */
export interface Graph {
  /** The restored value; a node stands as soon as it is asked for and is complete after {@link restoreGraph}. */
  readonly value: (encoded: Value) => unknown;
  readonly attachment: (index: number) => Buffer;
  readonly namespaces: Namespaces;
  readonly imageModules: ImageModules;
  /** What the modules export that came with the call. */
  readonly bundle: () => unknown;
  /** Evaluates code in its scope, where the names of `extra` have their values from the start. */
  readonly evaluate: (code: Code, extra?: ReadonlyMap<string, unknown>) => unknown;
  /** A step to do when every node stands. */
  readonly later: (step: () => void) => void;
}

/** Modules that were loaded ahead. */
export interface LoadedModules {
  readonly namespaces: Namespaces;
  readonly imageModules: ImageModules;
}

export interface RestoredCall {
  readonly function: unknown;
  readonly receiver: unknown;
  /** The arguments that are part of the graph. */
  readonly values: readonly unknown[];
  readonly node: (index: number) => unknown;
}

/** Builds every node of the graph; shared references, cycles and shared variables come out as they were. */
export function restoreGraph(
  call: Call,
  attachments: readonly Buffer[],
  { namespaces, imageModules }: LoadedModules,
): RestoredCall {
  const nodes = new Map<number, unknown>();
  const steps: (() => void)[] = [];
  const scopes = sharedScopes(
    call,
    (step) => steps.push(step),
    (encoded) => graph.value(encoded),
  );
  const graph: Graph = {
    value: (encoded) => decodeValue(encoded, (index) => node(index)),
    attachment: (index) => attachments[index] ?? Buffer.alloc(0),
    namespaces,
    imageModules,
    bundle: openBundle(() => attachments[call.bundle ?? -1] ?? Buffer.alloc(0)),
    evaluate: (code, extra) => evaluateInScope(graph, scopes(code.scope), call, { code, extra }),
    later: (step) => {
      steps.push(step);
    },
  };
  const ordinary = new OrdinaryReader(call.shapes, graph.value);
  const make = (index: number, description: GraphNode): unknown => {
    if (!("kind" in description)) return ordinary.restore(index, description);
    if (description.kind !== "part") return restoreNode(description, graph);
    const [, whole] = description.of;
    node(whole);
    return ordinary.part(whole, description.at);
  };
  const node = (index: number): unknown => {
    if (nodes.has(index)) return nodes.get(index);
    const description = call.nodes[index];
    if (description === undefined) throw new Error(`The payload has no node ${index}.`);
    const made = make(index, description);
    nodes.set(index, made);
    return made;
  };
  const restored = {
    function: graph.value(call.function),
    receiver: graph.value(call.receiver),
    values: (call.values ?? []).map((value) => graph.value(value)),
    node,
  };
  for (let index = 0; index < call.nodes.length; index += 1) node(index);
  ordinary.finish();
  // Steps may not add steps: every node stands by now.
  for (const step of steps) step();
  lockObjects(call.nodes, node);
  for (const [index, description] of call.nodes.entries()) {
    if (!("kind" in description)) continue;
    if (description.kind === "builtin" || description.kind === "imported")
      applyChanges(node(index), description, graph);
  }
  return restored;
}

function restoreNode(node: Exclude<GraphNode, OrdinaryNode | PartNode>, graph: Graph): unknown {
  switch (node.kind) {
    case "symbol":
      return Symbol(node.description);
    case "builtin":
      return resolveBuiltin(node.path, graph.namespaces);
    case "imported":
      return resolveImported(node, graph);
    case "loader":
      return makeLoader(node, graph);
    case "function":
      return restoreFunction(node, graph);
    case "class":
      return restoreClass(node, graph);
    case "member":
      return classMember(node, graph);
    case "array":
    case "arraybuffer":
    case "bound":
    case "boxed":
    case "date":
    case "error":
    case "map":
    case "object":
    case "prototype":
    case "regexp":
    case "remade":
    case "searchParams":
    case "set":
    case "url":
    case "view":
    case "weakmap":
    case "weakset":
    default: {
      const { instance } = node;
      const shell = instance === undefined ? makeShell(node, graph) : constructEmpty(instance, graph);
      graph.later(() => {
        fillShell(shell, node, graph);
        finishObject(shell, node, graph);
        if (instance !== undefined) fillPrivate(shell, instance, graph);
      });
      return shell;
    }
  }
}

function restoreFunction(node: FunctionNode, graph: Graph): unknown {
  const evaluated = graph.evaluate(node.code);
  const made = node.pick === undefined ? evaluated : pickMember(evaluated, node.pick);
  if (typeof made !== "function") throw new Error("A captured function could not be restored.");
  if (node.code.shown !== undefined) showText(made, node.code.shown);
  graph.later(() => {
    finishObject(made, node, graph);
  });
  return made;
}

function pickMember(holder: unknown, part: "value" | "get" | "set"): unknown {
  if (typeof holder !== "object" || holder === null) return undefined;
  const [key] = Reflect.ownKeys(holder);
  return key === undefined ? undefined : Object.getOwnPropertyDescriptor(holder, key)?.[part];
}

function classMember(node: Extract<GraphNode, { kind: "member" }>, graph: Graph): unknown {
  const owner = graph.value(node.of);
  if (typeof owner !== "function") return undefined;
  const place: unknown = node.place === "static" ? owner : owner.prototype;
  const key = graph.value(node.key);
  if (typeof place !== "object" && typeof place !== "function") return undefined;
  if (place === null || (typeof key !== "string" && typeof key !== "symbol")) return undefined;
  return Object.getOwnPropertyDescriptor(place, key)?.[node.part];
}

function evaluateInScope(
  graph: Graph,
  outer: Evaluate,
  call: Call,
  { code, extra }: { code: Code; extra: ReadonlyMap<string, unknown> | undefined },
): unknown {
  const strictHere = code.strict && !call.strict;
  if (code.variables.length === 0 && extra === undefined && !strictHere) return evaluateCode(outer, code);
  const names = [...code.variables.map(([name]) => name), ...(extra?.keys() ?? [])];
  const scope = openScope(outer, names, code.strict);
  const assign = (read: (encoded: Value) => unknown): void => {
    scope.assign([...code.variables.map(([, value]) => read(value)), ...(extra?.values() ?? [])]);
  };
  // What is needed at once is there at once; the rest follows when every node stands.
  if (extra !== undefined) assign(() => undefined);
  graph.later(() => {
    assign(graph.value);
  });
  return evaluateCode(scope.evaluate, code);
}

function sharedScopes(
  call: Call,
  later: (step: () => void) => void,
  read: (encoded: Value) => unknown,
): (index: number) => Evaluate {
  const opened = new Map<number, Evaluate>();
  const root = rootEvaluator(call.strict);
  const open = (index: number): Evaluate => {
    const scope = call.scopes[index];
    if (scope === undefined) return root;
    const known = opened.get(index);
    if (known !== undefined) return known;
    const made = openScope(
      open(scope.parent),
      scope.variables.map(([name]) => name),
      call.strict,
    );
    later(() => {
      made.assign(scope.variables.map(([, value]) => read(value)));
    });
    opened.set(index, made.evaluate);
    return made.evaluate;
  };
  return open;
}

/** What the caller's program changed of others; only now, because all of the above uses Node and the language. */
function applyChanges(changed: unknown, changes: Changes, graph: Graph): void {
  if (!isObject(changed)) return;
  removeKeys(changed, changes.removed ?? [], graph);
  finishObject(changed, changes, graph);
  if (changes.locked === "frozen") Object.freeze(changed);
  if (changes.locked === "sealed") Object.seal(changed);
  if (changes.locked === "closed") Object.preventExtensions(changed);
}

/** Freezing comes last, when nothing is defined any more. */
function lockObjects(nodes: readonly GraphNode[], node: (index: number) => unknown): void {
  for (const [index, description] of nodes.entries()) {
    if ("locked" in description && description.locked === true) Object.preventExtensions(node(index));
  }
}

function decodeValue(encoded: Value, node: (index: number) => unknown): unknown {
  if (!Array.isArray(encoded)) return encoded;
  const [tag, content] = encoded;
  switch (tag) {
    case "node":
      return node(Number(content));
    case "number":
      return Number(content);
    case "bigint":
      return BigInt(String(content));
    case "registeredSymbol":
      return Symbol.for(String(content));
    case "wellKnownSymbol":
      return Reflect.get(Symbol, String(content));
    default:
      return undefined;
  }
}

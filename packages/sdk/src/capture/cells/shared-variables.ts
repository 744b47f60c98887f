import {
  type Binding,
  type Builder,
  type CapturedFunction,
  type SharedScope,
  type Value,
  refuse,
  throughVariable,
} from "../payload/index.js";
import {
  isFileLevel,
  type ContextChain,
  contextChains,
  isHeapReadable,
  type LiveScope,
} from "../engine/index.js";
import { refuseStaleExports } from "./stale-exports.js";

interface Use {
  readonly fn: CapturedFunction;
  readonly binding: Binding;
}

/** Names a scope that exists once: two uses with the same key and name mean the same variable. */
type ScopeKey = string;

/**
 * Decides which variables several captured functions share, and gives every function its variables. A
 * variable that nobody assigns can be copied; one that some captured function assigns must stay one variable
 * for all that see it, and two activations of one function must stay two.
 */
export function settleVariables(builder: Builder): readonly SharedScope[] {
  refuseStaleExports(builder);
  leaveToGlobalObject(builder);
  const groups = contested(builder.functions);
  const contexts = contextsFor(builder, groups);
  const keyOf = (use: Use): ScopeKey | null => scopeKey(use, contexts);
  const shared = sharedCells(groups, keyOf);
  const scopes = buildScopes(builder.functions, shared, contexts);
  for (const fn of builder.functions) assignVariables(builder, fn, { shared, keyOf, scopes });
  return scopes.list.map(({ parent, variables }) => ({ parent, variables: [...variables] }));
}

/** What travels as a member of the global object must not be a variable as well: it would be two. */
function leaveToGlobalObject({ functions, changedGlobals }: Builder): void {
  if (changedGlobals.size === 0) return;
  for (const [index, fn] of functions.entries()) {
    const bindings = fn.bindings.filter(
      ({ scopeIndex, name }) => scopeIndex !== -1 || !changedGlobals.has(name),
    );
    functions[index] = { ...fn, bindings };
  }
}

/** Uses of names that some captured function assigns and more than one mentions. */
function contested(functions: readonly CapturedFunction[]): Use[][] {
  const uses = functions.flatMap((fn) => fn.bindings.map((binding): Use => ({ fn, binding })));
  const written = new Set(uses.filter(({ binding }) => binding.written).map(({ binding }) => binding.name));
  const groups = [...written].map((name) => uses.filter(({ binding }) => binding.name === name));
  return groups.filter((group) => group.length > 1);
}

function scopeKey({ fn, binding }: Use, contexts: ReadonlyMap<object, ContextChain>): ScopeKey | null {
  if (binding.scopeIndex === -1) return "global";
  const fixed = fixedKey(fn, binding);
  if (fixed !== null) return fixed;
  const context = contexts.get(fn.fn)?.[binding.scopeIndex];
  return context === undefined ? null : `context:${context}`;
}

/** Scopes that exist once per process or per file. */
function fixedKey(fn: CapturedFunction, { name, scopeIndex }: Binding): ScopeKey | null {
  const kind = fn.scopes[scopeIndex]?.kind ?? "";
  if (kind.startsWith("Module")) return `file:${fn.script.id}`;
  if (kind.startsWith("Script")) return "script";
  return isFileLevel(fn.script, fn.offset, name) ? `file:${fn.script.id}` : null;
}

/** Looks at the heap, but only when two uses could mean the same variable of a function and nothing tells. */
function contextsFor(builder: Builder, groups: readonly Use[][]): ReadonlyMap<object, ContextChain> {
  const open = groups.map((group) =>
    group.filter(({ fn, binding }) => binding.scopeIndex !== -1 && fixedKey(fn, binding) === null),
  );
  const doubtful = open.find((group) =>
    group.some((one) => group.some((other) => one.fn !== other.fn && couldBeSame(one, other))),
  );
  const [first] = doubtful ?? [];
  if (first === undefined) return new Map();
  if (!isHeapReadable()) {
    refuse(
      throughVariable(first.fn.trail, first.binding.name),
      "assigned by one captured function and used by another, and this process is too large to find out whether " +
        "they share it: put it into an object",
    );
  }
  const functions = builder.functions.map(({ fn }) => fn);
  const chains = contextChains(functions);
  return new Map(functions.map((fn, index) => [fn, chains[index] ?? []]));
}

function couldBeSame(one: Use, other: Use): boolean {
  if (one.fn.script.id !== other.fn.script.id) return false;
  const left = one.fn.scopes[one.binding.scopeIndex];
  const right = other.fn.scopes[other.binding.scopeIndex];
  return left !== undefined && right !== undefined && sameContent(left, right);
}

/** Read at the same moment, one scope cannot hold two different values. */
function sameContent(left: LiveScope, right: LiveScope): boolean {
  if (left.names.size !== right.names.size) return false;
  return [...left.names].every(
    (name) => right.names.has(name) && Object.is(left.read(name), right.read(name)),
  );
}

type SharedCells = ReadonlyMap<ScopeKey, ReadonlyMap<string, Value>>;

function sharedCells(groups: readonly Use[][], keyOf: (use: Use) => ScopeKey | null): SharedCells {
  const cells = new Map<ScopeKey, Map<string, Value>>();
  for (const group of groups) {
    for (const key of new Set(group.map(keyOf))) {
      const uses = group.filter((use) => keyOf(use) === key);
      const [first] = uses;
      if (
        key === null ||
        first === undefined ||
        uses.length < 2 ||
        !uses.some(({ binding }) => binding.written)
      )
        continue;
      const variables = cells.get(key) ?? new Map<string, Value>();
      cells.set(key, variables.set(first.binding.name, first.binding.value));
    }
  }
  return cells;
}

interface BuiltScopes {
  readonly list: { readonly parent: number; readonly variables: ReadonlyMap<string, Value> }[];
  /** Index of the innermost shared scope around a function, or -1. */
  readonly around: (fn: CapturedFunction) => number;
}

function buildScopes(
  functions: readonly CapturedFunction[],
  shared: SharedCells,
  contexts: ReadonlyMap<object, ContextChain>,
): BuiltScopes {
  const indexes = new Map<ScopeKey, number>();
  const list: BuiltScopes["list"] = [];
  const around = (fn: CapturedFunction): number => {
    let parent = -1;
    for (const key of outerToInner(fn, contexts)) {
      const variables = shared.get(key);
      if (variables === undefined) continue;
      const index = indexes.get(key) ?? list.push({ parent, variables }) - 1;
      indexes.set(key, index);
      parent = index;
    }
    return parent;
  };
  for (const fn of functions) around(fn);
  return { list, around };
}

function outerToInner(fn: CapturedFunction, contexts: ReadonlyMap<object, ContextChain>): ScopeKey[] {
  const inner = (contexts.get(fn.fn) ?? []).map((context) => `context:${context}`);
  return ["global", "script", `file:${fn.script.id}`, ...inner.toReversed()];
}

function assignVariables(
  builder: Builder,
  fn: CapturedFunction,
  {
    shared,
    keyOf,
    scopes,
  }: { shared: SharedCells; keyOf: (use: Use) => ScopeKey | null; scopes: BuiltScopes },
): void {
  const node = builder.nodes[fn.node];
  if (node === undefined || !("code" in node)) return;
  const isShared = (binding: Binding): boolean => {
    const key = keyOf({ fn, binding });
    return key !== null && shared.get(key)?.has(binding.name) === true;
  };
  const own = fn.bindings.filter((binding) => !isShared(binding));
  const key = fn.bindings.find((binding) => binding.isKey && isShared(binding));
  if (key !== undefined) {
    refuse(
      throughVariable(fn.trail, key.name),
      "used as a key and assigned by other captured code, so that what it will name cannot be known",
    );
  }
  const variables = own.map(({ name, value }): [string, Value] => [name, value]);
  const scope = own.length < fn.bindings.length ? scopes.around(fn) : -1;
  builder.nodes[fn.node] = { ...node, code: { ...node.code, variables, scope } };
}

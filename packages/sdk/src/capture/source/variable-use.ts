import type { Program } from "acorn";
import { analyzeScopes, isSyntaxNode, parentsOf, type SyntaxNode } from "./syntax.js";

/** What a piece of code does with a value: all of it counts, or only some members are read. */
export interface Use {
  whole: boolean;
  /** Members that are read, each with what is done with it. */
  readonly members: Map<string, Use>;
  /** Members whose name another variable gives, by that variable's name: `from[key]`. */
  readonly keyed: Map<string, Use>;
  /** Members that are called: the value is their `this`, so it counts as a whole unless it is a module. */
  readonly called: Set<string>;
}

/** A name that code uses without declaring it. */
export interface FreeVariable {
  readonly name: string;
  readonly use: Use;
  readonly written: boolean;
}

export function wholeUse(): Use {
  return { ...noUse(), whole: true };
}

function noUse(): Use {
  return { whole: false, members: new Map(), keyed: new Map(), called: new Set() };
}

/** Finds the free variables of a program and how each is used. */
export function freeVariables(program: Program): ReadonlyMap<string, FreeVariable> {
  const parents = parentsOf(program);
  const through = analyzeScopes(program).globalScope?.through ?? [];
  const free = new Set<unknown>(through.map(({ identifier }) => identifier));
  const found = new Map<string, { name: string; use: Use; written: boolean }>();
  for (const reference of through) {
    const { name } = reference.identifier;
    const variable = found.get(name) ?? { name, use: noUse(), written: false };
    found.set(name, variable);
    if (reference.isWrite()) {
      variable.written = true;
      variable.use.whole = true;
    }
    const identifier: unknown = reference.identifier;
    if (isSyntaxNode(identifier)) recordUse(variable.use, identifier, { parents, free });
  }
  return found;
}

interface Surroundings {
  readonly parents: ReadonlyMap<object, SyntaxNode>;
  /** The identifiers that mean free variables. */
  readonly free: ReadonlySet<unknown>;
}

/** Follows `a.b.c` outwards from the name `a`. */
function recordUse(start: Use, identifier: SyntaxNode, { parents, free }: Surroundings): void {
  let use = start;
  let node = identifier;
  for (;;) {
    const member = parents.get(node);
    const around = member === undefined ? undefined : parents.get(member);
    if (member === undefined || isChanged(member, parents)) {
      use.whole = true;
      return;
    }
    const isCalled = around !== undefined && isCallOf(around, member);
    const key = readKey(member, node);
    const keyVariable = key === null && !isCalled ? readKeyVariable(member, node, free) : null;
    if (key === null && keyVariable === null) {
      use.whole = true;
      return;
    }
    if (key !== null && isCalled) {
      use.called.add(key);
      return;
    }
    const next = (key === null ? use.keyed.get(keyVariable ?? "") : use.members.get(key)) ?? noUse();
    if (key === null) use.keyed.set(keyVariable ?? "", next);
    else use.members.set(key, next);
    use = next;
    node = member;
  }
}

/** The free variable that names the member in `object[variable]`, or null. */
function readKeyVariable(member: SyntaxNode, object: SyntaxNode, free: ReadonlySet<unknown>): string | null {
  if (member.type !== "MemberExpression" || member.object !== object || !member.computed) return null;
  return member.property.type === "Identifier" && free.has(member.property) ? member.property.name : null;
}

/** The fixed name that `object.name` reads, or null when it is another kind of use. */
function readKey(member: SyntaxNode, object: SyntaxNode): string | null {
  if (member.type !== "MemberExpression" || member.object !== object) return null;
  if (!member.computed) return member.property.type === "Identifier" ? member.property.name : null;
  return member.property.type === "Literal" && typeof member.property.value === "string"
    ? member.property.value
    : null;
}

function isCallOf(around: SyntaxNode, member: SyntaxNode): boolean {
  if (around.type === "CallExpression") return around.callee === member;
  return around.type === "TaggedTemplateExpression" && around.tag === member;
}

/** Whether the member is assigned, deleted or filled by a pattern, rather than read. */
function isChanged(member: SyntaxNode, parents: ReadonlyMap<object, SyntaxNode>): boolean {
  const around = parents.get(member);
  if (around === undefined) return false;
  if (
    around.type === "AssignmentExpression" ||
    around.type === "AssignmentPattern" ||
    around.type === "ForInStatement" ||
    around.type === "ForOfStatement"
  ) {
    return around.left === member;
  }
  if (around.type === "UnaryExpression") return around.operator === "delete";
  if (around.type === "Property")
    return around.value === member && parents.get(around)?.type === "ObjectPattern";
  return (
    around.type === "UpdateExpression" || around.type === "ArrayPattern" || around.type === "RestElement"
  );
}

/**
 * Settles members that a variable names, now that its value is known. Where it is no text, or the code itself
 * changes it, everything counts.
 */
export function settleKeys(use: Use, keyOf: (variable: string) => string | null): Use {
  if (use.keyed.size === 0 && use.members.size === 0) return use;
  const members = new Map([...use.members].map(([key, inner]) => [key, settleKeys(inner, keyOf)] as const));
  let { whole } = use;
  for (const [variable, inner] of use.keyed) {
    const key = keyOf(variable);
    if (key === null || members.has(key)) whole = true;
    else members.set(key, settleKeys(inner, keyOf));
  }
  return { ...use, members, whole };
}

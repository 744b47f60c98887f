import type { Program } from "acorn";
import { analyzeScopes, isSyntaxNode, parentsOf, type SyntaxNode } from "./syntax.js";

/** What a piece of code does with a value: all of it counts, or only some members are read. */
export interface Use {
  whole: boolean;
  /** Members that are read, each with what is done with it. */
  readonly members: Map<string, Use>;
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
  return { whole: true, members: new Map(), called: new Set() };
}

function noUse(): Use {
  return { whole: false, members: new Map(), called: new Set() };
}

/** Finds the free variables of a program and how each is used. */
export function freeVariables(program: Program): ReadonlyMap<string, FreeVariable> {
  const parents = parentsOf(program);
  const found = new Map<string, { name: string; use: Use; written: boolean }>();
  for (const reference of analyzeScopes(program).globalScope?.through ?? []) {
    const { name } = reference.identifier;
    const variable = found.get(name) ?? { name, use: noUse(), written: false };
    found.set(name, variable);
    if (reference.isWrite()) {
      variable.written = true;
      variable.use.whole = true;
    }
    const identifier: unknown = reference.identifier;
    if (isSyntaxNode(identifier)) recordUse(variable.use, identifier, parents);
  }
  return found;
}

/** Follows `a.b.c` outwards from the name `a`. */
function recordUse(start: Use, identifier: SyntaxNode, parents: ReadonlyMap<object, SyntaxNode>): void {
  let use = start;
  let node = identifier;
  for (;;) {
    const member = parents.get(node);
    const key = member === undefined ? null : readKey(member, node);
    if (member === undefined || key === null || isChanged(member, parents)) {
      use.whole = true;
      return;
    }
    const around = parents.get(member);
    if (around !== undefined && isCallOf(around, member)) {
      use.called.add(key);
      return;
    }
    const next = use.members.get(key) ?? noUse();
    use.members.set(key, next);
    use = next;
    node = member;
  }
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

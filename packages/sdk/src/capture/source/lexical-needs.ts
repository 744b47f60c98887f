import { childrenOf, type SyntaxNode } from "./syntax.js";

/** Things that code takes from what stands around it and that are not variables. */
export type LexicalNeed = "this" | "super" | "new.target" | "import.meta" | "eval" | "with";

interface Place {
  /** `this` and `new.target` here belong to the captured function itself. */
  readonly ownThis: boolean;
  /** `super` here belongs to a class or object inside the captured text. */
  readonly ownSuper: boolean;
}

/**
 * Lists what captured code would miss without its surroundings.
 *
 * @param root - The function or class as parsed from its own text.
 */
export function lexicalNeeds(root: SyntaxNode): ReadonlySet<LexicalNeed> {
  const needs = new Set<LexicalNeed>();
  visit(root, { ownThis: false, ownSuper: false }, needs);
  return needs;
}

function visit(node: SyntaxNode, place: Place, needs: Set<LexicalNeed>): void {
  recordNeed(node, place, needs);
  if (node.type === "FunctionExpression" || node.type === "FunctionDeclaration") {
    visitAll(childrenOf(node), { ...place, ownThis: true }, needs);
  } else if (node.type === "MethodDefinition" || node.type === "PropertyDefinition") {
    if (node.computed) visit(node.key, place, needs);
    if (node.value) visit(node.value, { ownThis: true, ownSuper: true }, needs);
  } else if (node.type === "StaticBlock") {
    visitAll(childrenOf(node), { ownThis: true, ownSuper: true }, needs);
  } else if (node.type === "Property" && (node.method || node.kind !== "init")) {
    visitAll(childrenOf(node), { ...place, ownSuper: true }, needs);
  } else {
    visitAll(childrenOf(node), place, needs);
  }
}

function visitAll(nodes: readonly SyntaxNode[], place: Place, needs: Set<LexicalNeed>): void {
  for (const node of nodes) visit(node, place, needs);
}

function recordNeed(node: SyntaxNode, place: Place, needs: Set<LexicalNeed>): void {
  if (node.type === "ThisExpression" && !place.ownThis) needs.add("this");
  if (node.type === "Super" && !place.ownSuper) needs.add("super");
  if (node.type === "WithStatement") needs.add("with");
  if (node.type === "MetaProperty") {
    if (node.meta.name === "import") needs.add("import.meta");
    else if (!place.ownThis) needs.add("new.target");
  }
  if (node.type === "CallExpression" && node.callee.type === "Identifier") {
    if (node.callee.name === "eval") needs.add("eval");
  }
}

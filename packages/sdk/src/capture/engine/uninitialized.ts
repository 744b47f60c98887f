import { scopeOf } from "./file-level.js";
import { isSyntaxNode } from "../source/index.js";
import type { Script } from "./scripts.js";

/** Initial values that are never undefined. */
const DEFINITE =
  /^(?:Literal|TemplateLiteral|ArrayExpression|ObjectExpression|NewExpression|ClassExpression|ArrowFunctionExpression|FunctionExpression)$/u;

/**
 * Whether a variable that reads as undefined must be one whose declaration has not run yet: a class, or a
 * variable whose declaration gives it something else.
 */
export function isDeclaredLater(script: Script, offset: number, name: string): boolean {
  const [definition] = scopeOf(script, offset, name)?.set.get(name)?.defs ?? [];
  if (definition?.type === "ClassName") return true;
  if (definition?.type !== "Variable") return false;
  const { node, parent } = definition;
  // A variable that may be assigned later can be undefined for good reasons.
  const isConstant = isSyntaxNode(parent) && parent.type === "VariableDeclaration" && parent.kind === "const";
  const init: unknown = "init" in node ? node.init : null;
  return isConstant && isSyntaxNode(init) && DEFINITE.test(init.type);
}

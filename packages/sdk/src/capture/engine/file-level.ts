import type { Script } from "./scripts.js";
import { nodesAround, scriptProgram } from "./strictness.js";
import { analyzeScopes, type Scope, type SyntaxNode } from "../source/index.js";

/** How the test runner wraps a file: one function, which it calls once. */
const FILE_WRAPPER = /^\s*'use strict';async \(__vite_ssr_exports__\b/u;

/**
 * Whether a name used at a place of a script means a variable of the file itself, which exists once, and not
 * one of a function or block, which may run many times. Answers for scripts that are files.
 */
export function isFileLevel(script: Script, offset: number, name: string): boolean {
  if (!/^(?:file:|\/)/u.test(script.url)) return false;
  const scope = scopeOf(script, offset, name);
  const program = scriptProgram(script);
  if (scope === null || program === null) return false;
  if (scope.type === "global" || scope.type === "module") return true;
  const around = nodesAround(program, offset);
  const depth = around.findIndex((node) => node === scope.block);
  return depth !== -1 && runsOnce(around.slice(0, depth + 1), FILE_WRAPPER.test(script.source));
}

/** Statements and expressions that run their parts once when they run once. */
const RUN_ONCE =
  /^(?:Program|ExpressionStatement|BlockStatement|CallExpression|UnaryExpression|SequenceExpression|AwaitExpression)$/u;

/** Whether a place in a file is reached once: outside of functions, or in one that is called on the spot. */
function runsOnce(path: readonly SyntaxNode[], isWrapped: boolean): boolean {
  let wrapperSeen = !isWrapped;
  return path.every((node, index) => {
    if (RUN_ONCE.test(node.type)) return true;
    if (node.type !== "ArrowFunctionExpression" && node.type !== "FunctionExpression") return false;
    if (!wrapperSeen) {
      wrapperSeen = true;
      return true;
    }
    const around = path[index - 1];
    // A function with a name could call itself again.
    return around?.type === "CallExpression" && around.callee === node && !node.id;
  });
}

/** The scope that declares what a name means at a place of a script; null for names from outside of it. */
export function scopeOf(script: Script, offset: number, name: string): Scope | null {
  return scopesAround(script, offset).find(({ set }) => set.has(name)) ?? null;
}

/** The scopes around a place of a script, innermost first. */
export function scopesAround(script: Script, offset: number): Scope[] {
  const program = scriptProgram(script);
  if (program === null) return [];
  const { scopes } = analyzeScopes(program);
  let scope: Scope | null = null;
  for (const node of nodesAround(program, offset)) scope = acquire(scopes, node) ?? scope;
  const around: Scope[] = [];
  for (; scope !== null; scope = scope.upper) around.push(scope);
  return around;
}

function acquire(scopes: readonly Scope[], node: object): Scope | null {
  return scopes.findLast(({ block }) => block === node) ?? null;
}

import type { Scope } from "eslint-scope";
import type { Script } from "./scripts.js";
import { nodesAround, scriptProgram } from "./strictness.js";
import { analyzeScopes, isSyntaxNode } from "./syntax.js";

/** How the test runner wraps a file: one function that runs once. */
const FILE_WRAPPER = /^\s*'use strict';async \(__vite_ssr_exports__\b/u;
/** The wrapper's program, statement, function, body and the block inside it. */
const WRAPPER_DEPTH = 5;

/**
 * Whether a name used at a place of a script means a variable of the file itself, which exists once, and not
 * one of a function or block, which may run many times. Answers for scripts that are files.
 */
export function isFileLevel(script: Script, offset: number, name: string): boolean {
  if (!/^(?:file:|\/)/u.test(script.url)) return false;
  const scope = scopeOf(script, offset, name);
  if (scope === null) return false;
  if (scope.type === "global" || scope.type === "module") return true;
  const block: unknown = scope.block;
  if (!FILE_WRAPPER.test(script.source) || !isSyntaxNode(block)) return false;
  const program = scriptProgram(script);
  const around = program === null ? [] : nodesAround(program, offset);
  const depth = around.findIndex((node) => node === block);
  return depth !== -1 && depth < WRAPPER_DEPTH;
}

/** The scope that declares what a name means at a place of a script; null for names from outside of it. */
export function scopeOf(script: Script, offset: number, name: string): Scope | null {
  const program = scriptProgram(script);
  if (program === null) return null;
  const { scopes } = analyzeScopes(program);
  let scope: Scope | null = null;
  for (const node of nodesAround(program, offset)) scope = acquire(scopes, node) ?? scope;
  while (scope !== null && !scope.set.has(name)) scope = scope.upper;
  return scope;
}

function acquire(scopes: readonly Scope[], node: object): Scope | null {
  return (
    scopes.findLast((scope) => {
      const block: unknown = scope.block;
      return block === node;
    }) ?? null
  );
}

import type { Program } from "acorn";
import type { Script } from "./scripts.js";
import { childrenOf, parseProgram, type SyntaxNode } from "../source/index.js";

const programs = new WeakMap<Script, Program | null>();

/** The syntax tree of a whole script, read once; null where it cannot be parsed. */
export function scriptProgram(script: Script): Program | null {
  const known = programs.get(script);
  if (known !== undefined) return known;
  const program = parseProgram(script.source, script.isModule ? { sourceType: "module" } : {});
  programs.set(script, program);
  return program;
}

/** Whether code at this place of a script runs in strict mode. */
export function isStrictAt(script: Script, offset: number): boolean {
  if (script.isModule || /^\s*(['"])use strict\1/u.test(script.source)) return true;
  const program = scriptProgram(script);
  if (program === null) return true;
  return nodesAround(program, offset).some((node) => node.type === "ClassBody" || hasDirective(node));
}

/** Whether code at this place of a script has the `this` of the module itself, which is undefined. */
export function isTopOfModule(script: Script, offset: number): boolean {
  const program = script.isModule ? scriptProgram(script) : null;
  if (program === null) return false;
  return !nodesAround(program, offset).some(({ type }) => /^(?:Class|Function)/u.test(type));
}

/** The nodes of a script that enclose a place, outermost first. */
export function nodesAround(program: Program, offset: number): SyntaxNode[] {
  const path: SyntaxNode[] = [];
  for (let node: SyntaxNode | undefined = program; node !== undefined;) {
    path.push(node);
    node = childrenOf(node).find((child) => child.start <= offset && offset < child.end);
  }
  return path;
}

function hasDirective(node: SyntaxNode): boolean {
  if (node.type !== "Program" && node.type !== "BlockStatement") return false;
  return node.body.some(
    (statement) => statement.type === "ExpressionStatement" && statement.directive === "use strict",
  );
}

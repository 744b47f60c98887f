import { scopesAround } from "./file-level.js";
import type { Script } from "./scripts.js";
import { nodesAround, scriptProgram } from "./strictness.js";
import { analyzeScopes, isSyntaxNode, type Scope, type ScopeVariable } from "../source/index.js";

/** Finding out takes longer than asking for the values a few hundred times. */
const MAX_SOURCE_LENGTH = 400_000;

/** A variable that code at a place of a script uses without declaring it. */
interface Mention {
  readonly script: Script;
  readonly offset: number;
  readonly name: string;
}

const answers = new WeakMap<Script, Map<string, boolean>>();

/**
 * Whether a variable keeps the value that its declaration gives it: nothing in its file assigns it, and nothing there
 * can do so in a way that its text does not show. No other file can.
 */
export function isConstant({ script, offset, name }: Mention): boolean {
  const known = answers.get(script) ?? new Map<string, boolean>();
  answers.set(script, known);
  const key = `${offset} ${name}`;
  const answer = known.get(key) ?? decide({ script, offset, name });
  known.set(key, answer);
  return answer;
}

function decide({ script, offset, name }: Mention): boolean {
  if (!/^(?:file:|\/)/u.test(script.url) || script.source.length > MAX_SOURCE_LENGTH) return false;
  const program = scriptProgram(script);
  if (program === null || isUnclear(analyzeScopes(program).scopes, name)) return false;
  const scope = scopesAround(script, offset).find(
    ({ block, set }) => !isCodeAt(block, offset) && set.has(name),
  );
  const variable = scope?.set.get(name);
  if (scope === undefined || variable === undefined) return false;
  const isAssigned = variable.references.some((reference) => reference.isWrite() && reference.init !== true);
  return !isAssigned && isGivenOnce({ script, offset, name }, scope, variable);
}

/** Code that can reach variables without naming them, and functions in blocks, which sloppy code lifts out of them. */
function isUnclear(scopes: readonly Scope[], name: string): boolean {
  return scopes.some(
    ({ type, set, isStrict, directCallToEvalScope }) =>
      directCallToEvalScope ||
      type === "with" ||
      (!isStrict &&
        !/^(?:function|module|global)$/u.test(type) &&
        set.get(name)?.defs.some((one) => one.type === "FunctionName") === true),
  );
}

/** The code that uses the variable, whose own variables are not meant. */
function isCodeAt(block: object, offset: number): boolean {
  return isSyntaxNode(block) && block.start === offset && /Function|Class/u.test(block.type);
}

/** Whether the declaration is the only one, and gives a value no more than once to each such variable. */
function isGivenOnce(
  { script, offset }: Mention,
  scope: Scope,
  { defs, references }: ScopeVariable,
): boolean {
  const [definition, ...others] = defs;
  if (definition === undefined || others.length > 0) return false;
  const { type, node, parent } = definition;
  // Sloppy code can assign parameters through `arguments`.
  if (type === "Parameter") return scope.isStrict || !scope.set.get("arguments")?.references.length;
  // In the head of a function, the names of its body mean nothing yet.
  if (isInHead(scope.block, offset)) return false;
  if (type === "FunctionName" || type === "ClassName") return true;
  if (type === "CatchClause") return !references.some((reference) => reference.isWrite());
  if (type === "ImportBinding") return isSyntaxNode(node) && node.type === "ImportNamespaceSpecifier";
  if (type !== "Variable" || !isSyntaxNode(parent) || parent.type !== "VariableDeclaration") return false;
  return parent.kind !== "var" || !isRepeated(script, parent.start);
}

function isInHead(block: object, offset: number): boolean {
  return "body" in block && isSyntaxNode(block.body) && offset < block.body.start;
}

/** Whether a statement of a function can run several times in one call of it. */
function isRepeated(script: Script, offset: number): boolean {
  const program = scriptProgram(script);
  const path = program === null ? [] : nodesAround(program, offset);
  const start = path.findLastIndex(({ type }) => /Function|StaticBlock/u.test(type));
  return path.slice(start + 1).some(({ type }) => /^(?:For|While|DoWhile|Labeled)/u.test(type));
}

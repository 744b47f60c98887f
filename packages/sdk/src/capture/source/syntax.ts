import { type AnyNode, type Options, parse, parseExpressionAt, type Program } from "acorn";
import { analyze } from "eslint-scope";

/** A node of a syntax tree, with its place in the text. */
export type SyntaxNode = AnyNode;

/** Where a name is declared: the declarator or class, and the declaration around it. */
export interface NameDefinition {
  readonly type: string;
  readonly node: object;
  readonly parent?: object | null;
}

/** A mention of a name. */
export interface NameReference {
  readonly identifier: { readonly name: string };
  /** Whether it is the declaration itself that gives the value. */
  readonly init?: boolean;
  isWrite(): boolean;
}

/** What a name means in a scope. */
export interface ScopeVariable {
  readonly defs: readonly NameDefinition[];
  readonly references: readonly NameReference[];
}

/** A scope of a program and what it declares. */
export interface Scope {
  readonly type: string;
  readonly block: object;
  readonly set: ReadonlyMap<string, ScopeVariable>;
  readonly upper: Scope | null;
  readonly isStrict: boolean;
  readonly directCallToEvalScope: boolean;
}

/**
 * What the analysis found, as far as it is used. Our own words, because these types are seen by programs that use this
 * package, and those of the library need a newer compiler than some of them have.
 */
export interface ScopeAnalysis {
  readonly scopes: readonly Scope[];
  readonly globalScope: { readonly through: readonly NameReference[] } | null;
}

const OPTIONS: Options = {
  ecmaVersion: "latest",
  sourceType: "script",
  // The analysis of scopes compares places.
  ranges: true,
  // Captured text has lost what stood around it; what that means is decided later, with a name in the error.
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
};

/** Parses program text, or gives null where it is not a program. */
export function parseProgram(text: string, options: Partial<Options> = {}): Program | null {
  try {
    return parse(text, { ...OPTIONS, ...options });
  } catch {
    return null;
  }
}

/** Parses text that is one expression and nothing else, or gives null. */
export function parseExpression(text: string): SyntaxNode | null {
  try {
    const expression: unknown = parseExpressionAt(text, 0, OPTIONS);
    return isSyntaxNode(expression) && text.slice(expression.end).trim() === "" ? expression : null;
  } catch {
    return null;
  }
}

/** The text of a function or class, as the tree of an object around it where it is a method. */
export function parseCode(text: string): { readonly root: SyntaxNode | null; readonly shift: number } {
  const expression = parseExpression(text);
  return expression === null
    ? { root: parseProgram(`({${text}\n})`), shift: "({".length }
    : { root: expression, shift: 0 };
}

const analyses = new WeakMap<Program, ScopeAnalysis>();

/** Resolves every name of a program, once. */
export function analyzeScopes(program: Program): ScopeAnalysis {
  const known = analyses.get(program);
  if (known !== undefined) return known;
  if (!isEstree(program)) throw new TypeError("Not a program.");
  const analysis = analyze(program, { ecmaVersion: 2022, sourceType: program.sourceType });
  analyses.set(program, analysis);
  return analysis;
}

/** What a file declares for all of it, by imports as well; null for a text that is not a program. */
export function declaredNames(text: string): ReadonlySet<string> | null {
  const program =
    parseProgram(text, { sourceType: "module" }) ??
    parseProgram(text, { allowImportExportEverywhere: false });
  if (program === null) return null;
  const scopes = analyzeScopes(program).scopes.filter(({ type }) => type === "global" || type === "module");
  return new Set(scopes.flatMap(({ set }) => Array.from(set.keys())));
}

type EstreeProgram = Parameters<typeof analyze>[0];

/** The parser builds the standard tree that the analysis reads; only the two type descriptions differ. */
function isEstree(program: unknown): program is EstreeProgram {
  return typeof program === "object" && program !== null && "type" in program && program.type === "Program";
}

export function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Direct children, in the order of the text. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(isSyntaxNode));
    else if (isSyntaxNode(value)) children.push(value);
  }
  return children;
}

/** Every node with the one around it. */
export function parentsOf(root: SyntaxNode): ReadonlyMap<object, SyntaxNode> {
  const parents = new Map<object, SyntaxNode>();
  const open: SyntaxNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      open.push(child);
    }
  }
  return parents;
}

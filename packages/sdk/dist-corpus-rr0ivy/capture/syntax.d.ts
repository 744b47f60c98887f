import { type AnyNode, type Options, type Program } from "acorn";
import { type ScopeManager } from "eslint-scope";
/** A node of a syntax tree, with its place in the text. */
export type SyntaxNode = AnyNode;
/** Parses program text, or gives null where it is not a program. */
export declare function parseProgram(text: string, options?: Partial<Options>): Program | null;
/** Parses text that is one expression and nothing else, or gives null. */
export declare function parseExpression(text: string): SyntaxNode | null;
/** Resolves every name of a program, once. */
export declare function analyzeScopes(program: Program): ScopeManager;
export declare function isSyntaxNode(value: unknown): value is SyntaxNode;
/** Direct children, in the order of the text. */
export declare function childrenOf(node: SyntaxNode): SyntaxNode[];
/** Every node with the one around it. */
export declare function parentsOf(root: SyntaxNode): ReadonlyMap<object, SyntaxNode>;
//# sourceMappingURL=syntax.d.ts.map
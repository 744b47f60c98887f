import { type SyntaxNode } from "./syntax.js";
/** Things that code takes from what stands around it and that are not variables. */
export type LexicalNeed = "this" | "super" | "new.target" | "import.meta" | "eval" | "with" | "relative import";
/**
 * Lists what captured code would miss without its surroundings.
 *
 * @param root - The function or class as parsed from its own text.
 */
export declare function lexicalNeeds(root: SyntaxNode): ReadonlySet<LexicalNeed>;
//# sourceMappingURL=lexical-needs.d.ts.map
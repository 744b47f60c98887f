import type { FunctionShape } from "./function-text.js";
import type { LexicalNeed } from "./lexical-needs.js";
/** Completes the sentence "a function that …" for code that would miss its surroundings; null when it would not. */
export declare function lexicalRefusal(need: LexicalNeed, shape: FunctionShape): string | null;
//# sourceMappingURL=lexical-refusals.d.ts.map
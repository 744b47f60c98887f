import type { Program } from "acorn";
import { type Script } from "./scripts.js";
import { type SyntaxNode } from "./syntax.js";
/** The syntax tree of a whole script, read once; null where it cannot be parsed. */
export declare function scriptProgram(script: Script): Program | null;
/** Whether code at this place of a script runs in strict mode. */
export declare function isStrictAt(script: Script, offset: number): boolean;
/** The nodes of a script that enclose a place, outermost first. */
export declare function nodesAround(program: Program, offset: number): SyntaxNode[];
//# sourceMappingURL=strictness.d.ts.map
import type { Program } from "acorn";
/** What a piece of code does with a value: all of it counts, or only some members are read. */
export interface Use {
    whole: boolean;
    /** Members that are read, each with what is done with it. */
    readonly members: Map<string, Use>;
    /** Members whose name another variable gives, by that variable's name: `from[key]`. */
    readonly keyed: Map<string, Use>;
    /** Members that are called: the value is their `this`, so it counts as a whole unless it is a module. */
    readonly called: Set<string>;
}
/** A name that code uses without declaring it. */
export interface FreeVariable {
    readonly name: string;
    readonly use: Use;
    readonly written: boolean;
}
export declare function wholeUse(): Use;
/** Finds the free variables of a program and how each is used. */
export declare function freeVariables(program: Program): ReadonlyMap<string, FreeVariable>;
/**
 * Settles members that a variable names, now that its value is known. Where it is no text, or the code itself
 * changes it, everything counts.
 */
export declare function settleKeys(use: Use, keyOf: (variable: string) => string | null): Use;
//# sourceMappingURL=variable-use.d.ts.map
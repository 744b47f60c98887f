import { type ClassShape } from "./class-text.js";
import { type LexicalNeed } from "./lexical-needs.js";
import { type FreeVariable } from "./variable-use.js";
/** What the text of a function says about it. */
export interface FunctionShape {
    readonly form: "arrow" | "function" | "method" | "class";
    readonly isAsync: boolean;
    readonly isGenerator: boolean;
    /** The name a function or class has inside itself, or null. */
    readonly ownName: string | null;
    /** The same without its name, when it mentions itself: what the name means is then decided outside. */
    readonly nameless: {
        readonly text: string;
        readonly variables: ReadonlyMap<string, FreeVariable>;
    } | null;
    readonly text: string;
    readonly before: string;
    readonly after: string;
    /** Which part of the object that `before` and `after` make around a method is the function. */
    readonly pick: "value" | "get" | "set" | null;
    readonly variables: ReadonlyMap<string, FreeVariable>;
    readonly needs: ReadonlySet<LexicalNeed>;
    readonly classShape: ClassShape | null;
}
/** Text that cannot be read on its own, with the reason. */
export interface UnreadableText {
    readonly problem: string;
}
/**
 * Reads the text of a function.
 *
 * @param text - What `toString` gives: the program text that really runs.
 */
export declare function readFunctionText(text: string): FunctionShape | UnreadableText;
/** The shape of a class whose base is provided under a name of its own instead of the one in its text. */
export declare function classWithProvidedBase(text: string): FunctionShape | null;
//# sourceMappingURL=function-text.d.ts.map
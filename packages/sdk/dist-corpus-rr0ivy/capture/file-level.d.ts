import type { Scope } from "eslint-scope";
import type { Script } from "./scripts.js";
/**
 * Whether a name used at a place of a script means a variable of the file itself, which exists once, and not
 * one of a function or block, which may run many times. Answers for scripts that are files.
 */
export declare function isFileLevel(script: Script, offset: number, name: string): boolean;
/** The scope that declares what a name means at a place of a script; null for names from outside of it. */
export declare function scopeOf(script: Script, offset: number, name: string): Scope | null;
//# sourceMappingURL=file-level.d.ts.map
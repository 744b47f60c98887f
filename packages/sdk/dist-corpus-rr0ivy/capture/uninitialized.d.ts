import type { Script } from "./scripts.js";
/**
 * Whether a variable that reads as undefined must be one whose declaration has not run yet: a class, or a
 * variable whose declaration gives it something else.
 */
export declare function isDeclaredLater(script: Script, offset: number, name: string): boolean;
//# sourceMappingURL=uninitialized.d.ts.map
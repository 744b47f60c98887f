import type { FunctionShape } from "./function-text.js";
/** What a function inherits from when nobody changed it. */
export declare function naturalFunctionPrototype({ isAsync, isGenerator }: FunctionShape): object;
//# sourceMappingURL=natural-prototypes.d.ts.map
import type { Builder } from "./builder.js";
/** What the engine shows instead of the code of its own functions. */
export declare const NATIVE_TEXT: RegExp;
/** Whether a function is part of Node itself, whatever name leads to it. */
export declare function isNativeFunction(builder: Builder, fn: object): boolean;
//# sourceMappingURL=native-functions.d.ts.map
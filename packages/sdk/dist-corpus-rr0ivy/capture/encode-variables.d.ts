import type { Binding, Builder, CapturedFunction, Encode } from "./builder.js";
import type { FunctionShape } from "./function-text.js";
/** Reads the variables that a function uses, with their values of this moment. */
export declare function encodeBindings(builder: Builder, { captured, shape }: {
    captured: Omit<CapturedFunction, "bindings">;
    shape: FunctionShape;
}, encode: Encode): Binding[];
//# sourceMappingURL=encode-variables.d.ts.map
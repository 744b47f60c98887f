import { type Builder, type CapturedFunction, type Encode } from "./builder.js";
import { type FunctionShape } from "./function-text.js";
import type { Code, CodeNode } from "./graph.js";
type FoundFunction = Omit<CapturedFunction, "bindings">;
/** Describes a class: its text without what ran once, and what it holds now. */
export declare function encodeClass(builder: Builder, captured: FoundFunction, { shape, code }: {
    shape: FunctionShape;
    code: Code;
}, encode: Encode): CodeNode;
export {};
//# sourceMappingURL=encode-class.d.ts.map
import { type Builder, type Encode } from "./builder.js";
import type { DataNode } from "./graph.js";
import { type Trail } from "./trail.js";
/** Copies the memory as it is now. */
export declare function encodeBuffer(builder: Builder, value: ArrayBuffer, trail: Trail): DataNode;
interface EncodedView {
    readonly node: DataNode;
    readonly proto: object | null;
}
/** Encodes a typed array, Buffer or DataView; views of the same memory stay views of the same memory. */
export declare function encodeView(builder: Builder, value: ArrayBufferView, { index, trail }: {
    index: number;
    trail: Trail;
}, encode: Encode): EncodedView;
/**
 * Gives pooled views their memory. Node cuts small buffers out of one block, whose other parts belong to
 * unrelated code and must not travel; only what overlaps stays together.
 */
export declare function settlePooledViews(builder: Builder): void;
export {};
//# sourceMappingURL=encode-binary.d.ts.map
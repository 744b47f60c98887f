import { type Reader } from "./reader.js";
/** Copies an attachment into memory of its own, aligned for every element type. */
export declare function makeMemory({ attachments, used }: Reader, node: unknown): ArrayBuffer;
/** A view of memory that stands already. */
export declare function makeView(reader: Reader, node: unknown): object;
//# sourceMappingURL=make-memory.d.ts.map
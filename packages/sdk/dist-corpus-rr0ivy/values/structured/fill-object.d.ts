import { type Reader } from "./reader.js";
/** Puts content, properties and class into an object that stands, without running anything of anybody's. */
export declare function fillObject(reader: Reader, target: object, node: unknown): void;
//# sourceMappingURL=fill-object.d.ts.map
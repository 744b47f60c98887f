import { type Reader } from "./reader.js";
/** Makes every object empty, so that they can refer to each other. */
export declare function makeObjects(reader: Reader): void;
//# sourceMappingURL=make-object.d.ts.map
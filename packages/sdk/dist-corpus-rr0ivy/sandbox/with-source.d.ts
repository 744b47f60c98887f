import type { Call } from "../transport/index.js";
/**
 * Runs a call that sends what a source gives. An error of the source ends the call and comes out unchanged; a
 * source that is not read to its end is told so.
 */
export declare function withSource<Item>(source: AsyncIterable<Item>, call: Call, run: (items: AsyncIterable<Item>, call: Call) => Promise<void>): Promise<void>;
//# sourceMappingURL=with-source.d.ts.map
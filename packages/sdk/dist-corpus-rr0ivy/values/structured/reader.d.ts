/** What the caller shipped with the call, by its node: the only classes a result can be revived as. */
export type ShippedValues = ReadonlyMap<number, object | symbol>;
/** Data that no runner writes; the text completes the sentence "the result cannot be read: …". */
export declare class DamagedError extends Error {
}
/** The state of one reading. */
export interface Reader {
    readonly nodes: readonly unknown[];
    /** What stands already, by the index of its node. */
    readonly made: Map<number, object | symbol>;
    readonly attachments: readonly Uint8Array[];
    /** Attachments that have become memory: each may be used once, so that a result cannot multiply itself. */
    readonly used: Set<number>;
    readonly shipped: ShippedValues;
}
/** An own property of parsed data, which may carry any name. */
export declare function own(holder: unknown, key: string): unknown;
export declare function listOf(holder: unknown, key: string): readonly unknown[];
export declare function textOf(holder: unknown, key: string): string;
/** A whole number from 0 up to and including `max`. */
export declare function countOf(holder: unknown, key: string, max: number): number;
//# sourceMappingURL=reader.d.ts.map
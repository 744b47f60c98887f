/** JSON, and beside it the primitives that JSON lacks, by the path where they belong. */
export interface PlainData {
    readonly value: unknown;
    readonly specials: readonly (readonly [path: readonly (string | number)[], special: string])[];
}
/**
 * Reads plain data of unknown origin: puts the listed primitives in. Paths may only follow own properties.
 *
 * @returns The value, or null when the list does not fit the data.
 */
export declare function readPlainData(value: unknown, specials: unknown): {
    readonly value: unknown;
} | null;
//# sourceMappingURL=plain-data.d.ts.map
/** Refuses what can be no image name at all; its grammar is the server's business. */
export declare function checkReference(reference: unknown): asserts reference is string;
//# sourceMappingURL=check-reference.d.ts.map
/** The candidate that a mistyped word most likely meant, or undefined when none is close. */
export declare function nearest(word: string, candidates: readonly string[]): string | undefined;
//# sourceMappingURL=nearest.d.ts.map
/** Problems with reports never disturb the work that is reported about. */
export declare function warn(text: string, error?: unknown): void;
//# sourceMappingURL=warn.d.ts.map
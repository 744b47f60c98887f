/** A function and its arguments; local and remote results must be equal. */
export interface CorpusCase {
    readonly name: string;
    readonly fn: (...args: never[]) => unknown;
    readonly args?: readonly unknown[];
}
//# sourceMappingURL=corpus-case.test-support.d.ts.map
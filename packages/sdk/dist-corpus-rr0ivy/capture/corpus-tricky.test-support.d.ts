import type { CorpusCase } from "./corpus-case.test-support.js";
export declare const TRICKY_CASES: readonly CorpusCase[];
//# sourceMappingURL=corpus-tricky.test-support.d.ts.map
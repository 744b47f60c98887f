import type { CorpusCase } from "./corpus-case.test-support.js";
export declare const VALUE_CASES: readonly CorpusCase[];
//# sourceMappingURL=corpus-values.test-support.d.ts.map
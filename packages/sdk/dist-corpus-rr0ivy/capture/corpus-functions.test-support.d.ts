import type { CorpusCase } from "./corpus-case.test-support.js";
export declare const FUNCTION_CASES: readonly CorpusCase[];
//# sourceMappingURL=corpus-functions.test-support.d.ts.map
import type { CorpusCase } from "./corpus-case.test-support.js";
/** Functions whose results must be the same here and in a sandbox. */
export declare const CORPUS: readonly CorpusCase[];
//# sourceMappingURL=corpus.test-support.d.ts.map
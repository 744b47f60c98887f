import { FUNCTION_CASES } from "./corpus-functions.test-support.js";
import { TRICKY_CASES } from "./corpus-tricky.test-support.js";
import { VALUE_CASES } from "./corpus-values.test-support.js";
/** Functions whose results must be the same here and in a sandbox. */
export const CORPUS = [...VALUE_CASES, ...FUNCTION_CASES, ...TRICKY_CASES];
//# sourceMappingURL=corpus.test-support.js.map
import type { CorpusCase } from "./corpus-case.test-support.js";
import { FUNCTION_CASES } from "./corpus-functions.test-support.js";
import { PACKAGE_CASES } from "./corpus-packages.test-support.js";
import { PRIVATE_CASES } from "./corpus-private.test-support.js";
import { TRICKY_CASES } from "./corpus-tricky.test-support.js";
import { VALUE_CASES } from "./corpus-values.test-support.js";

/** Functions whose results must be the same here and in a sandbox. */
export const CORPUS: readonly CorpusCase[] = [
  ...VALUE_CASES,
  ...FUNCTION_CASES,
  ...TRICKY_CASES,
  ...PACKAGE_CASES,
  ...PRIVATE_CASES,
];

import type { CorpusCase } from "./corpus-case.test-support.js";
import { BUILTIN_CASES } from "./corpus-builtins.test-support.js";
import { CELL_CASES } from "./corpus-cells.test-support.js";
import { CLASS_CASES } from "./corpus-classes.test-support.js";
import { FORM_CASES } from "./corpus-forms.test-support.js";
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
  ...FORM_CASES,
  ...CELL_CASES,
  ...CLASS_CASES,
  ...BUILTIN_CASES,
];

import type { CorpusCase } from "./case.test-support.js";
import { BUILTIN_CASES } from "./builtins.test-support.js";
import { CELL_CASES } from "./cells.test-support.js";
import { CLASS_CASES } from "./classes.test-support.js";
import { FORM_CASES } from "./forms.test-support.js";
import { FUNCTION_CASES } from "./functions.test-support.js";
import { PACKAGE_CASES } from "./packages.test-support.js";
import { PRIVATE_CASES } from "./private.test-support.js";
import { TRICKY_CASES } from "./tricky.test-support.js";
import { VALUE_CASES } from "./values.test-support.js";
import { WEAK_CASES } from "./weak.test-support.js";

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
  ...WEAK_CASES,
];

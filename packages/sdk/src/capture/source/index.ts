export { naturalKeys, naturalMembers } from "./class-members.js";
export { BASE_NAME } from "./class-text.js";
export { classWithProvidedBase, readFunctionText, type FunctionShape } from "./function-text.js";
export { lexicalRefusal } from "./lexical-refusals.js";
export { IMPORT_NAME, META_NAME, TEST_RUNNER_IMPORT, type ModuleLoad } from "./module-loads.js";
export {
  analyzeScopes,
  childrenOf,
  declaredNames,
  isSyntaxNode,
  parseExpression,
  parseProgram,
  type Scope,
  type ScopeVariable,
  type SyntaxNode,
} from "./syntax.js";
export { taggedTemplates, withCalls, type TaggedTemplate } from "./tagged-templates.js";
export { settleKeys, wholeUse, type FreeVariable, type Use } from "./variable-use.js";

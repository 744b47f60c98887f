export { isFileLevel } from "./file-level.js";
export { contextChains, isHeapReadable, type ContextChain } from "./heap-contexts.js";
export {
  openFunctionReader,
  type FunctionInternals,
  type FunctionReader,
  type LiveScope,
  type PrivateMember,
} from "./inspector-session.js";
export { findLoadedExports } from "./loaded-exports.js";
export { mainGlobal } from "./main-global.js";
export { exportNameOf, exportedNames, importedName } from "./module-exports.js";
export { findPackage, packageImports } from "./script-imports.js";
export {
  isNodeScript,
  loadedFiles,
  locateText,
  packageOf,
  readScript,
  readScriptHead,
  scriptUrl,
  type Script,
  type ScriptHead,
} from "./scripts.js";
export { checkInspector } from "./self-test.js";
export { isStrictAt, nodesAround, scriptProgram } from "./strictness.js";
export { isDeclaredLater } from "./uninitialized.js";

export { isFileLevel } from "./file-level.js";
export { contextChains, isHeapReadable, type ContextChain } from "./heap-contexts.js";
export type { FunctionInternals } from "./function-internals.js";
export { FunctionReader } from "./function-reader.js";
export { usesOnlyConstants } from "./lasting-internals.js";
export type { LiveScope } from "./live-scopes.js";
export type { PrivateMember } from "./private-members.js";
export { findLoadedExports, type LoadedExports } from "./loaded-exports.js";
export { mainGlobal } from "./main-global.js";
export { exportNameOf, exportedNames, importedName, passedOnExports } from "./module-exports.js";
export { findPackage, packageImports } from "./script-imports.js";
export {
  isNodeScript,
  loadedFiles,
  locateText,
  ownModules,
  packageOf,
  readScript,
  readScriptHead,
  scriptUrl,
  type Script,
  type ScriptHead,
} from "./scripts.js";
export { checkInspector } from "./self-test.js";
export { isStrictAt, isTopOfModule, nodesAround, scriptProgram } from "./strictness.js";
export { isDeclaredLater } from "./uninitialized.js";
export type { WeakEntry } from "./weak-entries.js";

export { PROCESS_DATA } from "./builtin-names.js";
export {
  builtinPath,
  builtinPathOfNative,
  isCheapGlobal,
  isStandardGlobal,
  type BuiltinPath,
} from "./builtins.js";
export { languageMembers } from "./language-members.js";

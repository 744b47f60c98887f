export { NODE_DATA, PROCESS_DATA } from "./builtin-names.js";
export {
  builtinPath,
  builtinPathOfNative,
  isCheapGlobal,
  isStandardGlobal,
  type BuiltinPath,
} from "./builtins.js";
export { NATIVE_TEXT } from "./native-text.js";
export {
  isLanguageName,
  isOtherNative,
  languageFunctions,
  languageObjects,
  type LanguageObject,
  pristineOf,
  pristineSymbols,
} from "./pristine.js";
export { checkFoundations } from "./foundations.js";
export { isDeletedGlobal, isOtherGlobal } from "./first-globals.js";
export { languageMembers } from "./language-members.js";

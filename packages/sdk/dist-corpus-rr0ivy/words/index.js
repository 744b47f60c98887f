export { commandWords, isCommandValue, splitWords } from "./command-words.js";
//# sourceMappingURL=index.js.map
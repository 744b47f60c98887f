export { commandWords, type CommandValue, isCommandValue, splitWords } from "./command-words.js";
//# sourceMappingURL=index.d.ts.map
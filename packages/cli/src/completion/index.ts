export { findCandidates, type Lookups } from "./find-candidates.js";
export { CANDIDATES_COMMAND, completionScript, type Shell, SHELLS } from "./scripts.js";
export { joinBashWords, printCandidates } from "./print-candidates.js";
export { serverLookups } from "./lookups.js";

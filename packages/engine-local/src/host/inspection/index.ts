export { checkLimits } from "./check-limits.js";
export { checkRoots } from "./check-roots.js";
export { checkRuntimes } from "./check-runtimes.js";
export type { RuntimeCandidate } from "./check-runtimes.js";
export { checkLaunch, checkProgram } from "./programs.js";
export type { ProgramFinding } from "./programs.js";
export { checkNamespaces, checkNodePackage, checkStateDirectory } from "./simple-checks.js";
export { withTrial } from "./trial.js";

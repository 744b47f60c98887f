export { formatBytes, formatCpu } from "./format.js";
export { getProfile, listProfiles } from "./profiles.js";
export { getRunner, listRunners } from "./runners.js";
//# sourceMappingURL=index.js.map
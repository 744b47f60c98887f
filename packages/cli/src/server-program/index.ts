export { type HostCheck, type HostReport, inspectHost } from "./host-report.js";
export { type ForegroundRun, runServerInForeground } from "./foreground.js";
export { serverScript } from "./locate.js";

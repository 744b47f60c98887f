export { type HostCheck, type HostReport, inspectHost } from "./host-report.js";
export { runServerInForeground } from "./foreground.js";
export { serverScript } from "./locate.js";

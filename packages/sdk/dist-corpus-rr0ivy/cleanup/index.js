export { rememberSession } from "./live-sessions.js";
export { disableSignalHandlers, handleProcessEnd } from "./process-end.js";
//# sourceMappingURL=index.js.map
export { rememberSession } from "./live-sessions.js";
export { disableSignalHandlers, handleProcessEnd } from "./process-end.js";

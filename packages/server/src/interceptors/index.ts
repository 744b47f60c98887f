export { authentication } from "./authentication.js";
export type { Call, Noted } from "./call-context.js";
export { cancelBeforeEnd } from "./cancel-before-end.js";
export { errorFunnel, explain } from "./error-funnel.js";
export { trackOpenCalls } from "./open-calls.js";
export type { OpenCalls } from "./open-calls.js";
export { requestLog } from "./request-log.js";

export { createLeases, notInForce } from "./leases.js";
export type { Leases } from "./leases.js";
export { formatLog } from "./log-pieces.js";
export type { ResumeProblem } from "./log-session.js";
export { createLogSessions } from "./log-sessions.js";
export type { AttachedLogSession, LogSessionOwner, LogSessions } from "./log-sessions.js";
export { createRequestIds } from "./request-ids.js";
export type { RequestIds } from "./request-ids.js";
export { orAborted, untilAborted, waitForEnd } from "./wait-for-end.js";

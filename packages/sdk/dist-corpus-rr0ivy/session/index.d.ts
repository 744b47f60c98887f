export { type LogMetricsOptions, Session, type SessionAttachOptions, type SessionListOptions, } from "./session.js";
//# sourceMappingURL=index.d.ts.map
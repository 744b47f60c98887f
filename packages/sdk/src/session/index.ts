import { provideSessions } from "../sandbox/index.js";
import { Session } from "./session.js";

provideSessions((defaults, options) => new Session(defaults, null, options));

export {
  type LogMetricsOptions,
  Session,
  type SessionAttachOptions,
  type SessionListOptions,
} from "./session.js";

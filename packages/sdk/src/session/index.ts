import { provideSessions } from "../sandbox/index.js";
import { Session } from "./session.js";

provideSessions((defaults) => new Session(defaults));

export {
  type LogMetricsOptions,
  Session,
  type SessionAttachOptions,
  type SessionListOptions,
} from "./session.js";

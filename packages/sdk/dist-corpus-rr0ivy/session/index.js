import { provideSessions } from "../sandbox/index.js";
import { Session } from "./session.js";
provideSessions((defaults) => new Session(defaults));
export { Session, } from "./session.js";
//# sourceMappingURL=index.js.map
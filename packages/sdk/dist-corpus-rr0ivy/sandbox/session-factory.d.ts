import type { Session } from "../session/index.js";
import type { SessionDefaults } from "./session-defaults.js";
/** Opens a session with these defaults. */
export type SessionFactory = (defaults: SessionDefaults) => Session;
/** Called by the session room when it is loaded: sandboxes can then open sessions without knowing the room. */
export declare function provideSessions(sessionFactory: SessionFactory): void;
/** Opens a session. */
export declare function openSession(defaults: SessionDefaults): Session;
//# sourceMappingURL=session-factory.d.ts.map
import type { Session } from "../session/index.js";
import type { SessionDefaults, SessionOptions } from "./session-defaults.js";

/** Opens a session with these defaults. */
export type SessionFactory = (defaults: SessionDefaults, options?: SessionOptions) => Session;

let factory: SessionFactory | null = null;

/** Called by the session room when it is loaded: sandboxes can then open sessions without knowing the room. */
export function provideSessions(sessionFactory: SessionFactory): void {
  factory = sessionFactory;
}

/** Opens a session. */
export function openSession(defaults: SessionDefaults, options?: SessionOptions): Session {
  if (factory === null) throw new Error("The session room of this package has not been loaded.");
  return factory(defaults, options);
}

let factory = null;
/** Called by the session room when it is loaded: sandboxes can then open sessions without knowing the room. */
export function provideSessions(sessionFactory) {
    factory = sessionFactory;
}
/** Opens a session. */
export function openSession(defaults) {
    if (factory === null)
        throw new Error("The session room of this package has not been loaded.");
    return factory(defaults);
}
//# sourceMappingURL=session-factory.js.map
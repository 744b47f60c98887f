/** Held weakly: a session that nobody can reach any more is not kept for its end. */
const live = new Set();
/** Remembers a session until it is closed; gives the function that forgets it. */
export function rememberSession(session) {
    const reference = new WeakRef(session);
    live.add(reference);
    return () => live.delete(reference);
}
/** Closes all live sessions at once and waits for all; what goes wrong is only a warning. */
export async function closeLiveSessions() {
    const sessions = [...live].map((reference) => reference.deref());
    live.clear();
    const outcomes = await Promise.allSettled(sessions.map(async (session) => session?.close()));
    for (const outcome of outcomes) {
        if (outcome.status === "fulfilled")
            continue;
        const text = outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason);
        process.emitWarning(`A session could not be closed at the end of the process: ${text}`, "ResourceWarning");
    }
}
//# sourceMappingURL=live-sessions.js.map
/** Something that is closed when the process ends. */
export interface Closable {
  readonly close: () => PromiseLike<void>;
}

/** Held weakly: a session that nobody can reach any more is not kept for its end. */
const live = new Set<WeakRef<Closable>>();
const collected = new FinalizationRegistry<WeakRef<Closable>>((reference) => live.delete(reference));

/** Remembers a session until it has been closed; gives the function that forgets it. */
export function rememberSession(session: Closable): () => void {
  const reference = new WeakRef(session);
  live.add(reference);
  collected.register(session, reference);
  return () => live.delete(reference);
}

/**
 * Closes all live sessions at once and waits for all, also for those that are being closed already. What goes
 * wrong is only a warning.
 */
export async function closeLiveSessions(): Promise<void> {
  const sessions = [...live].map((reference) => reference.deref());
  const outcomes = await Promise.allSettled(sessions.map(async (session) => session?.close()));
  for (const outcome of outcomes) {
    if (outcome.status === "fulfilled") continue;
    const text = outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason);
    process.emitWarning(
      `A session could not be closed at the end of the process: ${text}`,
      "ResourceWarning",
    );
  }
}

/** Something that is closed when the process ends. */
export interface Closable {
    readonly close: () => PromiseLike<void>;
}
/** Remembers a session until it is closed; gives the function that forgets it. */
export declare function rememberSession(session: Closable): () => void;
/** Closes all live sessions at once and waits for all; what goes wrong is only a warning. */
export declare function closeLiveSessions(): Promise<void>;
//# sourceMappingURL=live-sessions.d.ts.map
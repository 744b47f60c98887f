/**
 * Ends the user's own server. Its sandboxes go on; the next server, which starts by itself when it is needed,
 * finds them again.
 *
 * @returns false when no server was running.
 * @throws SandboxError when it cannot be told, or does not leave within five seconds.
 */
export declare function stopEmbeddedServer(): Promise<boolean>;
//# sourceMappingURL=stop.d.ts.map
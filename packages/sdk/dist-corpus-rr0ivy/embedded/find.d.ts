/** Where the user's own server is or would be. */
export interface EmbeddedServer {
    readonly socket: string;
    readonly log: string;
    readonly isListening: boolean;
}
/**
 * Looks for the user's own server without starting it.
 *
 * @throws SandboxUnavailableError when its folder cannot be trusted.
 */
export declare function findEmbeddedServer(): Promise<EmbeddedServer>;
//# sourceMappingURL=find.d.ts.map
/**
 * The number of the user this program runs as.
 *
 * @throws SandboxUnavailableError on a system without such numbers, because the server needs Linux.
 */
export declare function userId(): number;
//# sourceMappingURL=user-id.d.ts.map
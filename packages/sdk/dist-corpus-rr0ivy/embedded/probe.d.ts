/**
 * Whether somebody accepts connections at a socket.
 *
 * @throws SandboxUnavailableError when it cannot be known, for example without permission.
 */
export declare function isListening(socketPath: string): Promise<boolean>;
//# sourceMappingURL=probe.d.ts.map
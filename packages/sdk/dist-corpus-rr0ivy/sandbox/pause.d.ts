/** Waits; rejects with the signal's own reason when it aborts. */
export declare function pause(delaySeconds: number, signal: AbortSignal | undefined): Promise<void>;
//# sourceMappingURL=pause.d.ts.map
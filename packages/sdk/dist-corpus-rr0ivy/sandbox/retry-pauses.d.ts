/** How long to wait between attempts: as the server says, else a random time that grows. */
export declare class RetryPauses {
    #private;
    /** Begins anew after a success. */
    reset(): void;
    /** The next pause, never longer than what is left. */
    next(hintSeconds: number | null, leftSeconds: number): number;
}
//# sourceMappingURL=retry-pauses.d.ts.map
/** A create that may be repeated while there is no room. */
export interface RoomRetry {
    /** Seconds from the first refusal; 0 for no repetition. */
    readonly budgetSeconds: number;
    /** Limit of one create. */
    readonly timeoutSeconds: number;
    /** Ends the waiting between creates. */
    readonly signal: AbortSignal;
}
/** Repeats a create while the server says that it has no room at the moment. */
export declare function withRoomRetry<Result>(retry: RoomRetry, create: (timeoutSeconds: number) => Promise<Result>): Promise<Result>;
//# sourceMappingURL=room-retry.d.ts.map
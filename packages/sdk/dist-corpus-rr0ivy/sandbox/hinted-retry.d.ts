/** A call that is safe to repeat. */
export interface RepeatableCall<Result> {
    /** Limit over all attempts. */
    readonly timeoutSeconds: number;
    readonly signal?: AbortSignal | undefined;
    /** Does one attempt within the seconds that are left. */
    readonly attempt: (leftSeconds: number, isFirst: boolean) => Promise<Result>;
}
/** Repeats a call when the server is unavailable and says itself when to come again; anything else counts at once. */
export declare function withHintedRetry<Result>(call: RepeatableCall<Result>): Promise<Result>;
//# sourceMappingURL=hinted-retry.d.ts.map
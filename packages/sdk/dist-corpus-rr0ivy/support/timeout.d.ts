/**
 * Waits for an outcome, but not for ever. The work behind it is not touched when the time is over.
 *
 * @param timeoutSeconds `undefined` waits without a limit.
 * @param makeError makes the rejection; called only when the time has really passed.
 */
export declare function withTimeout<T>(outcome: PromiseLike<T>, timeoutSeconds: number | undefined, makeError: () => Error): Promise<T>;
//# sourceMappingURL=timeout.d.ts.map
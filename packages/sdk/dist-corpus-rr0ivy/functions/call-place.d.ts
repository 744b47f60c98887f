/** Where a remote function was called; its text is made only when somebody asks. */
export interface CallPlace {
    readonly stack?: string;
}
/** Remembers who called `callee`. */
export declare function rememberCallPlace(callee: (...args: never[]) => unknown): CallPlace;
/**
 * Makes the trace of an error tell its reader where to look: in the function's own source first, then where it was
 * called. Both are the caller's files; what lies between them is ours and the runner's, and helps nobody.
 */
export declare function retrace(error: unknown, place: CallPlace): void;
//# sourceMappingURL=call-place.d.ts.map
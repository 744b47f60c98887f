/** How a call ended on the wire, for decisions of this package. */
export interface CallFailure {
    /** Name of the status, for example `UNAVAILABLE`. */
    readonly status: string;
    /** Reason from the platform's own domain, or null: no other reason may decide anything. */
    readonly trustedReason: string | null;
}
//# sourceMappingURL=call-failure.d.ts.map
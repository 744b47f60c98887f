/** How counts are written. */
export interface MetricsLogOptions {
    /** Step of the caller's own loop; absent when none was given. */
    readonly step?: number;
    /** Whether these counts begin again at zero after this write; otherwise the next write contains them too. */
    readonly reset: boolean;
}
/**
 * Somewhere to write the metrics of a session to. A callback is a reporter too:
 * `{ log: (metrics, { step }) => … }`.
 */
export interface MetricsReporter {
    /** Whether somebody would take the metrics now; asked again each time. Default: always. */
    readonly isActive?: () => boolean;
    /**
     * Takes the metrics under their documented names; the object is the reporter's own. What it throws or
     * rejects with becomes a warning, and the counts are kept.
     */
    readonly log: (metrics: Record<string, number>, options: MetricsLogOptions) => unknown;
}
//# sourceMappingURL=reporter.d.ts.map
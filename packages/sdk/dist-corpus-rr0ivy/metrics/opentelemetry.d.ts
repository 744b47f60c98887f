import type { MetricsReporter } from "./reporter.js";
/** The part of an OpenTelemetry `Meter` (API 1.9 or newer) that is used. */
export interface MetricsMeter {
    /** Makes the instrument of a count, which only grows. */
    createCounter(name: string): {
        /** Adds to the count. */
        add(value: number): void;
    };
    /** Makes the instrument of a value that goes up and down. */
    createGauge(name: string): {
        /** Notes the present value. */
        record(value: number): void;
    };
}
/**
 * A reporter that writes to OpenTelemetry instruments of the documented names: counters for the counts, gauges
 * for rates, averages and bounds. Counts are added by the write that resets them, so none is added twice;
 * steps are dropped.
 *
 * @param meter from the metrics API, for example `metrics.getMeter("my-program")`.
 */
export declare function createOpenTelemetryReporter(meter: MetricsMeter): MetricsReporter;
//# sourceMappingURL=opentelemetry.d.ts.map
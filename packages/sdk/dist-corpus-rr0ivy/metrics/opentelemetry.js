const COUNTS = new Set([
    "cwsandbox/sandboxes_created",
    "cwsandbox/executions",
    "cwsandbox/exec_completed_ok",
    "cwsandbox/exec_completed_nonzero",
    "cwsandbox/exec_failures",
    "cwsandbox/startup_count",
]);
/**
 * A reporter that writes to OpenTelemetry instruments of the documented names: counters for the counts, gauges
 * for rates, averages and bounds. Counts are added by the write that resets them, so none is added twice;
 * steps are dropped.
 *
 * @param meter from the metrics API, for example `metrics.getMeter("my-program")`.
 */
export function createOpenTelemetryReporter(meter) {
    const counter = keep((name) => meter.createCounter(name));
    const gauge = keep((name) => meter.createGauge(name));
    return {
        log: (metrics, { reset }) => {
            for (const [name, value] of Object.entries(metrics)) {
                if (!COUNTS.has(name))
                    gauge(name).record(value);
                else if (reset)
                    counter(name).add(value);
            }
        },
    };
}
/** Makes each instrument once. */
function keep(make) {
    const made = new Map();
    return (name) => {
        const instrument = made.get(name) ?? make(name);
        made.set(name, instrument);
        return instrument;
    };
}
//# sourceMappingURL=opentelemetry.js.map
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader, } from "@opentelemetry/sdk-metrics";
import { expect, test } from "vitest";
import { createOpenTelemetryReporter } from "./index.js";
test("the real metrics SDK adds up counts once and keeps the last of everything else", async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
    const reporter = createOpenTelemetryReporter(provider.getMeter("test"));
    const values = { "cwsandbox/executions": 2, "cwsandbox/exec_failure_rate": 0.5 };
    reporter.log(values, { reset: false });
    reporter.log(values, { step: 1, reset: true });
    reporter.log({ "cwsandbox/executions": 3, "cwsandbox/exec_failure_rate": 0.25 }, { reset: true });
    await provider.forceFlush();
    const metrics = exporter
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    const shown = metrics.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        dataPoints.map(({ value }) => value),
    ]);
    await provider.shutdown();
    expect(Object.fromEntries(shown)).toEqual({
        "cwsandbox/executions": [5],
        "cwsandbox/exec_failure_rate": [0.25],
    });
});
//# sourceMappingURL=opentelemetry.test.js.map
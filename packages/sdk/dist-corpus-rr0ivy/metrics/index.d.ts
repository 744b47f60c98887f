export { createOpenTelemetryReporter, type MetricsMeter } from "./opentelemetry.js";
export type { ReportTo } from "./report-to.js";
export type { MetricsLogOptions, MetricsReporter } from "./reporter.js";
export { SessionMetrics } from "./session-metrics.js";
export { createWandbReporter, setWandbRun, type WandbRun, type WandbRunSource } from "./wandb.js";
//# sourceMappingURL=index.d.ts.map
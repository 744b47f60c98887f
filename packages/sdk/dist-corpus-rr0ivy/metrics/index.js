export { createOpenTelemetryReporter } from "./opentelemetry.js";
export { SessionMetrics } from "./session-metrics.js";
export { createWandbReporter, setWandbRun } from "./wandb.js";
//# sourceMappingURL=index.js.map
/**
 * What a session counts, and where the counts are written: Weights & Biases, a callback, OpenTelemetry.
 * @module
 */
export {
  createOpenTelemetryReporter,
  createWandbReporter,
  type LogMetricsOptions,
  type MetricsLogOptions,
  type MetricsMeter,
  type MetricsReporter,
  type ReportTo,
  setWandbRun,
  type WandbRun,
  type WandbRunSource,
} from "cwsandbox";

import type {
  createOpenTelemetryReporter,
  createWandbReporter,
  LogMetricsOptions,
  MetricsMeter,
  MetricsReporter,
  ReportTo,
  Session,
  setWandbRun,
  WandbRun,
  WandbRunSource,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

/** What a session counts and who is told. */
export type Metrics = [
  Assert<Equal<ReturnType<Session["getMetrics"]>, Record<string, number>>>,
  Assert<
    Equal<
      Parameters<Session["logMetrics"]>,
      [step?: number | null | undefined, options?: LogMetricsOptions | undefined]
    >
  >,
  Assert<Equal<ReturnType<Session["logMetrics"]>, boolean>>,
  Assert<Equal<Parameters<typeof createOpenTelemetryReporter>, [meter: MetricsMeter]>>,
  Assert<Equal<ReturnType<typeof createOpenTelemetryReporter>, MetricsReporter>>,
  Assert<Equal<Parameters<typeof createWandbReporter>, [source: WandbRunSource]>>,
  Assert<Equal<ReturnType<typeof createWandbReporter>, MetricsReporter>>,
  Assert<Equal<Parameters<typeof setWandbRun>, [source: WandbRunSource | null]>>,
  Assert<Accepts<() => WandbRun | null, WandbRunSource>>,
  Assert<Accepts<["wandb", { log: (metrics: Record<string, number>) => void }], ReportTo>>,
  Refuse<Accepts<[number], ReportTo>>,
];

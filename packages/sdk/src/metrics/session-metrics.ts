import type { ExecutionOutcome } from "../streams/index.js";
import { withTimeout } from "../support/index.js";
import { SessionCounters } from "./counters.js";
import { readReportTo, type ReportTo } from "./report-to.js";
import type { MetricsLogOptions, MetricsReporter } from "./reporter.js";
import { warn } from "./warn.js";

/** Longest time the end of a session waits for reporters that write in the background. */
const LAST_WRITE_SECONDS = 10;

/** What one session counts, and who is told. */
export class SessionMetrics {
  readonly #reporters: readonly MetricsReporter[];
  readonly #counters = new SessionCounters();
  readonly #pending = new Set<Promise<void>>();
  readonly #failedLookups = new WeakSet<MetricsReporter>();

  /** @throws CWSandboxValidationError for something that cannot be reported to. */
  constructor(reportTo: ReportTo) {
    this.#reporters = readReportTo(reportTo);
  }

  sandboxCreated(): void {
    this.#counters.sandboxCreated();
  }

  /** @param sandboxId null when the sandbox was never accepted. */
  executionEnded(outcome: ExecutionOutcome, sandboxId: string | null): void {
    this.#counters.executionEnded(outcome);
    const isAttributed = sandboxId !== null && this.#reporters.some((reporter) => this.#isActive(reporter));
    if (isAttributed) this.#counters.executionEndedIn(sandboxId);
  }

  startupTook(seconds: number): void {
    this.#counters.startupTook(seconds);
  }

  /** The present values; empty without a reporter. */
  current(): Record<string, number> {
    return this.#reporters.length === 0 ? {} : this.#counters.metrics();
  }

  /**
   * Hands the values to all active reporters. False when there is none, when nothing has been counted, or when
   * all of them failed; the counts are then kept.
   */
  write(options: MetricsLogOptions): boolean {
    const active = this.#reporters.filter((reporter) => this.#isActive(reporter));
    if (active.length === 0 || this.#counters.isEmpty) return false;
    const attempts = active.map((reporter) => attempt(reporter, this.#counters.metrics(), options));
    if (attempts.every((isWritten) => isWritten === false)) return false;
    const taken = options.reset ? this.#counters.take() : null;
    const lost = attempts.includes(true) ? null : taken;
    this.#follow(
      attempts.filter((written) => typeof written !== "boolean"),
      lost,
    );
    return true;
  }

  /** Writes what is left, and waits a while for everything that is still being written. */
  async writeRest(): Promise<void> {
    await this.#settle();
    this.write({ reset: true });
    await this.#settle();
  }

  /** Waits for writes in the background; counts that nobody took in the end are put back. */
  #follow(writes: readonly Promise<boolean>[], counts: ReturnType<SessionCounters["take"]> | null): void {
    if (writes.length === 0) return;
    const outcome = Promise.all(writes).then((written) => {
      this.#pending.delete(outcome);
      if (counts !== null && !written.includes(true)) this.#counters.putBack(counts);
    });
    this.#pending.add(outcome);
  }

  async #settle(): Promise<void> {
    if (this.#pending.size === 0) return;
    const all = Promise.all(this.#pending);
    await withTimeout(all, LAST_WRITE_SECONDS, () => new Error("Time is over.")).catch(() =>
      warn(`Metrics were not written within ${LAST_WRITE_SECONDS} s after the end of the session.`),
    );
  }

  #isActive(reporter: MetricsReporter): boolean {
    try {
      return reporter.isActive?.() ?? true;
    } catch (error) {
      // Asked at every execution: one warning is enough.
      if (!this.#failedLookups.has(reporter)) warn("The active run could not be found:", error);
      this.#failedLookups.add(reporter);
      return false;
    }
  }
}

/** Whether the reporter took the metrics; a failure is a warning. */
function attempt(
  reporter: MetricsReporter,
  metrics: Record<string, number>,
  options: MetricsLogOptions,
): boolean | Promise<boolean> {
  try {
    const written = reporter.log(metrics, options);
    if (!isPromiseLike(written)) return true;
    return Promise.resolve(written).then(() => true, notWritten);
  } catch (error) {
    return notWritten(error);
  }
}

function notWritten(error: unknown): false {
  warn("Metrics could not be written:", error);
  return false;
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

import type { ExecutionOutcome } from "../streams/index.js";

/** What a session counts. Without a reporter the counts are kept, but shown to nobody. */
export class SessionCounters {
  readonly #isReporting: boolean;
  #sandboxesCreated = 0;
  readonly #executions: Record<ExecutionOutcome, number> = {
    completed_ok: 0,
    completed_nonzero: 0,
    failed: 0,
  };

  constructor(isReporting: boolean) {
    this.#isReporting = isReporting;
  }

  sandboxCreated(): void {
    this.#sandboxesCreated += 1;
  }

  executionEnded(outcome: ExecutionOutcome): void {
    this.#executions[outcome] += 1;
  }

  /** The counts under their documented names; empty without a reporter. */
  metrics(): Record<string, number> {
    if (!this.#isReporting) return {};
    const { completed_ok: ok, completed_nonzero: nonzero, failed } = this.#executions;
    const executions = ok + nonzero + failed;
    const counts = {
      "cwsandbox/sandboxes_created": this.#sandboxesCreated,
      "cwsandbox/executions": executions,
      "cwsandbox/exec_completed_ok": ok,
      "cwsandbox/exec_completed_nonzero": nonzero,
      "cwsandbox/exec_failures": failed,
    };
    if (executions === 0) return counts;
    return {
      ...counts,
      "cwsandbox/exec_completion_rate": ok / executions,
      "cwsandbox/exec_failure_rate": failed / executions,
    };
  }
}

/** Whether a session reports: by default yes, with a list only when it names a known reporter. */
export function wantsReports(reportTo: readonly string[] | null | undefined): boolean {
  if (reportTo === null || reportTo === undefined) return true;
  for (const name of reportTo) {
    if (name !== "wandb")
      process.emitWarning(`reportTo names "${name}", which no reporter is called; ignored.`);
  }
  return reportTo.includes("wandb");
}

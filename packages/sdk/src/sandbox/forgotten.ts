import type { Lifecycle } from "./lifecycle.js";

/** What is left of a sandbox object after it was collected; refers to nothing that keeps the object alive. */
export interface SandboxTrace {
  sandboxId: string | null;
  readonly lifecycle: Lifecycle;
}

const forgotten = new FinalizationRegistry<SandboxTrace>(({ sandboxId, lifecycle }) => {
  const { phase } = lifecycle;
  if (sandboxId === null || (phase !== "starting" && phase !== "running" && phase !== "stopping")) return;
  process.emitWarning(
    `Sandbox '${sandboxId}' was forgotten while it was ${phase}. It goes on until its main process or its ` +
      "lifetime ends. Stop it, open it with `await using`, or let a session own it.",
    "ResourceWarning",
  );
});

/** Warns when the object users hold is collected although the sandbox it started goes on. */
export function warnWhenForgotten(handle: object, trace: SandboxTrace): void {
  forgotten.register(handle, trace);
}

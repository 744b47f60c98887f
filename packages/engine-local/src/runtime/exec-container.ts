import { EngineError } from "@cwsandbox/engine";
import type { ExecProcess } from "@cwsandbox/engine";

import { isAlive } from "../host/index.js";
import { readContainerRecord } from "./container-record.js";
import type { ContainerRecord } from "./container-record.js";
import type { ContainerExec } from "./container-runtime.js";
import { ociProcess } from "./oci/index.js";
import { directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";
import { encodeCommand, startCommand, starterOf } from "./starter/index.js";

/** The record of a container whose main process runs. */
export async function runningRecord(context: RuntimeContext, id: string): Promise<ContainerRecord> {
  await context.attended.get(id)?.();
  const record = await readContainerRecord(directoryOf(context, id).record);
  if (record === undefined || !(await isAlive(record.init))) {
    throw new EngineError("not-running", `Sandbox '${id}' does not run`, { sandboxId: id });
  }
  return record;
}

interface ExecPlan {
  readonly id: string;
  readonly spec: ContainerExec;
  readonly signal: AbortSignal;
}

/** Starts a command beside the main process; see `ContainerRuntime.exec`. */
export async function execInContainer(context: RuntimeContext, plan: ExecPlan): Promise<ExecProcess> {
  plan.signal.throwIfAborted();
  try {
    // A helper that was killed is followed by another one.
    const started = (await startByHelper(context, plan)) ?? (await startByHelper(context, plan));
    if (started !== undefined) return started;
  } catch (error) {
    // What ended with the sandbox did so for that reason.
    await runningRecord(context, plan.id);
    throw error;
  }
  throw new EngineError(
    "unavailable",
    `The helper that starts commands in sandbox '${plan.id}' keeps ending`,
  );
}

/** `undefined` when the helper had ended before, and nothing has run. */
async function startByHelper(
  context: RuntimeContext,
  { id, spec, signal }: ExecPlan,
): Promise<ExecProcess | undefined> {
  const process = ociProcess({
    ...spec,
    ...(context.cgroups.kind === "none" ? { processLimit: context.pidsLimit } : {}),
  });
  const starter = await starterOf(context, id, () => runningRecord(context, id));
  const started = await startCommand(starter, encodeCommand(process, spec), signal);
  if (started === undefined) await starter.ended;
  return started;
}

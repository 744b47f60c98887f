import { EngineError } from "../errors/index.js";

/** Where a sandbox is in its life. */
export type SandboxState = "creating" | "running" | "terminating" | "completed" | "failed" | "terminated";

const TRANSITIONS: Readonly<Record<SandboxState, readonly SandboxState[]>> = {
  creating: ["running", "failed", "terminating", "terminated"],
  running: ["completed", "terminating", "terminated", "failed"],
  terminating: ["terminated", "completed", "failed"],
  completed: [],
  failed: [],
  terminated: [],
};

/** True when the sandbox will never run again. */
export function isFinished(state: SandboxState): boolean {
  return TRANSITIONS[state].length === 0;
}

/** True when `from` may become `to`. */
export function canBecome(from: SandboxState, to: SandboxState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Guards one step of a life; a forbidden step is a defect of the engine, not of the caller. */
export function assertTransition(id: string, from: SandboxState, to: SandboxState): void {
  if (!canBecome(from, to)) {
    throw new EngineError("internal", `Sandbox '${id}' cannot go from ${from} to ${to}`, { sandboxId: id });
  }
}

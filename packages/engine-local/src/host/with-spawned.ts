import { sendSignal } from "./proc.js";
import type { SpawnedProcess, Spawner } from "./spawner.js";

/** A program to start, and how long it and everything in its process group may live. */
export interface SpawnedCommand {
  readonly command: readonly string[];
  readonly timeoutSeconds: number;
}

/** Starts a program, kills its process group after the time, and lets go of it when the work with it is done. */
export async function withSpawned<Value>(
  spawner: Spawner,
  { command, timeoutSeconds }: SpawnedCommand,
  use: (spawned: SpawnedProcess) => Promise<Value>,
): Promise<Value> {
  const spawned = await spawner.start(command);
  const timer = setTimeout(() => {
    sendSignal(-spawned.pid, "SIGKILL");
  }, timeoutSeconds * 1000);
  try {
    return await use(spawned);
  } finally {
    clearTimeout(timer);
    spawned.channel.destroy();
  }
}

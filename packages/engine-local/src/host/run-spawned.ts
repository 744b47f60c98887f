import type { Spawner } from "./spawner.js";
import { type SpawnedCommand, withSpawned } from "./with-spawned.js";

/** Runs a program that reads and prints nothing, to its end; gives its exit code. */
export async function runSpawned(spawner: Spawner, command: SpawnedCommand): Promise<number> {
  return withSpawned(spawner, command, ({ exitCode }) => exitCode);
}

import { sendSignal } from "./proc.js";
import type { Spawner } from "./spawner.js";

/** Runs a program that reads and prints nothing, to its end; gives its exit code. After the time it is killed. */
export async function runSpawned(
  spawner: Spawner,
  command: readonly string[],
  timeoutSeconds: number,
): Promise<number> {
  const { pid, channel, exitCode } = await spawner.start(command);
  const timer = setTimeout(() => {
    sendSignal(-pid, "SIGKILL");
  }, timeoutSeconds * 1000);
  try {
    return await exitCode;
  } finally {
    clearTimeout(timer);
    channel.destroy();
  }
}

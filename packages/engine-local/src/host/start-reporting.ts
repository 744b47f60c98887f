import type { Readable } from "node:stream";

import { sendSignal } from "./proc.js";
import type { Spawner } from "./spawner.js";

const MOST_REPORT_BYTES = 64 * 1024;

/**
 * Starts a program that goes into the background and says on descriptor 3, in one line, how its start went. Resolves
 * with that line, or with nothing when it ended without one, and when its foreground has ended: the two are in a race,
 * and what the foreground writes down is there only then. After the time, everything in its process group is killed.
 */
export async function startReporting(
  spawner: Spawner,
  command: readonly string[],
  timeoutSeconds: number,
): Promise<string> {
  const { pid, channel, exitCode } = await spawner.start(command);
  const timer = setTimeout(() => {
    sendSignal(-pid, "SIGKILL");
  }, timeoutSeconds * 1000);
  try {
    const report = await firstLine(channel);
    await exitCode;
    return report;
  } finally {
    clearTimeout(timer);
    channel.destroy();
  }
}

async function firstLine(stream: Readable): Promise<string> {
  let text = "";
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes("\n") || text.length > MOST_REPORT_BYTES) break;
  }
  return text.trim();
}

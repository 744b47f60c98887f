import type { Readable } from "node:stream";

import type { Spawner } from "./spawner.js";
import { type SpawnedCommand, withSpawned } from "./with-spawned.js";

const MOST_REPORT_BYTES = 64 * 1024;

/**
 * Starts a program that goes into the background and says on descriptor 3, in one line, how its start went. Resolves
 * with that line, or with nothing when it ended without one, and when its foreground has ended: the two are in a race,
 * and what the foreground writes down is there only then.
 */
export async function startReporting(spawner: Spawner, command: SpawnedCommand): Promise<string> {
  return withSpawned(spawner, command, async ({ channel, exitCode }) => {
    const report = await firstLine(channel);
    await exitCode;
    return report;
  });
}

async function firstLine(stream: Readable): Promise<string> {
  let text = "";
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes("\n") || text.length > MOST_REPORT_BYTES) break;
  }
  return text.trim();
}

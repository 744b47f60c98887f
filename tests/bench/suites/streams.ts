import { setTimeout as sleep } from "node:timers/promises";

import { Sandbox } from "cwsandbox";

import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { OUTPUT_BYTES } from "../floors/index.js";
import { repeat } from "../measure.js";

const NAME = "streams/stdout";
const PRINT = ["head", "-c", String(OUTPUT_BYTES), "/dev/zero"];
const SLOW_PIECES = 20;
const SLOW_PAUSE_SECONDS = 0.1;

/** What a command prints, read as fast as it comes; and the memory it takes when nobody hurries. */
export async function measureStreams(bench: Bench): Promise<Figure[]> {
  const floor = await bench.floors.get("pipe");
  await using server = await bench.startServer();
  await using sandbox = await Sandbox.run();
  await sandbox.exec(["true"]);
  const figures = await bench.noteMemory(NAME, server, async () => {
    const { samples, attempts } = await repeat({ rounds: 3, limitSeconds: 30 }, () => readAll(sandbox));
    const rates = samples.map((milliseconds) => OUTPUT_BYTES / 1000 / milliseconds);
    return [figure({ name: NAME, unit: "MB/s", samples: rates, attempts, floor })];
  });
  await bench.noteMemory(`${NAME}, slow reader`, server, () => readSlowly(sandbox));
  return figures;
}

async function readAll(sandbox: Sandbox): Promise<void> {
  const running = sandbox.exec(PRINT, { check: true, keepOutput: false });
  let received = 0;
  for await (const piece of running.stdout) received += piece.length;
  await running;
  if (received !== OUTPUT_BYTES) throw new Error(`${received} bytes came instead of ${OUTPUT_BYTES}`);
}

async function readSlowly(sandbox: Sandbox): Promise<void> {
  const running = sandbox.exec(PRINT, { keepOutput: false });
  running.result().catch(() => undefined);
  let left = SLOW_PIECES;
  for await (const _piece of running.stdout) {
    await sleep(SLOW_PAUSE_SECONDS * 1000);
    left -= 1;
    if (left === 0) break;
  }
  running.cancel();
}

import { createHash } from "node:crypto";

import { Sandbox } from "cwsandbox";

import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { FILE_BYTES, type FloorName, pieces } from "../floors/index.js";
import { repeat } from "../measure.js";

const FILE = "/tmp/bench";

/** One large file, streamed into a sandbox and out of it. */
export async function measureFiles(bench: Bench): Promise<Figure[]> {
  await using server = await bench.startServer();
  await using sandbox = await Sandbox.run();
  await sandbox.exec(["true"]);
  const measureRate = async (
    name: string,
    floorName: FloorName,
    work: () => Promise<void>,
  ): Promise<Figure> => {
    const floor = await bench.floors.get(floorName);
    return bench.noteMemory(name, server, async () => {
      const { samples, attempts } = await repeat({ rounds: 3, limitSeconds: 20 }, work);
      const rates = samples.map((milliseconds) => FILE_BYTES / 1000 / milliseconds);
      return figure({ name, unit: "MB/s", samples: rates, attempts, floor });
    });
  };
  const write = await measureRate("files/write", "fileWrite", () =>
    sandbox.writeFileStreaming(FILE, pieces()).result(),
  );
  await requireWritten(sandbox);
  const read = await measureRate("files/read", "fileRead", async () => {
    let received = 0;
    for await (const piece of sandbox.readFileStreaming(FILE)) received += piece.length;
    if (received !== FILE_BYTES) throw new Error(`${received} bytes came instead of ${FILE_BYTES}`);
  });
  return [write, read];
}

/** A rate counts only when every byte is in the sandbox. */
async function requireWritten(sandbox: Sandbox): Promise<void> {
  const hash = createHash("sha256");
  for (const piece of pieces()) hash.update(piece);
  const { stdout } = await sandbox.exec(["sha256sum", FILE], { check: true });
  if (!stdout.startsWith(hash.digest("hex"))) throw new Error(`${FILE} is not what was written to it`);
}

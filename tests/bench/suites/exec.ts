import { Sandbox } from "cwsandbox";

import type { Bench } from "../bench.js";
import { type Figure, figure } from "../figure.js";
import { repeat } from "../measure.js";

const NAME = "exec/roundtrip";

/** `true` in a running sandbox, there and back. */
export async function measureExec(bench: Bench): Promise<Figure[]> {
  const floor = await bench.floors.get("bareProcess");
  await using server = await bench.startServer();
  await using sandbox = await Sandbox.run();
  await repeat({ rounds: 20 }, () => sandbox.exec(["true"]));
  return await bench.noteMemory(NAME, server, async () => {
    const series = await repeat({ rounds: 500, limitSeconds: 15 }, () =>
      sandbox.exec(["true"], { check: true }),
    );
    return [figure({ name: NAME, unit: "ms", ...series, floor })];
  });
}

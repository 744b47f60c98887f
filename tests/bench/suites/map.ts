import { Session } from "cwsandbox";

import { startTestServer } from "../../support/test-server.js";
import { type Figure, figure } from "../figure.js";
import type { Floors } from "../floors.js";
import { measure } from "../statistics.js";

const CALLS = 100;

/** A hundred calls at once, each in a sandbox of its own: when each is done, and when all are. */
export async function measureMap(floors: Floors): Promise<Figure[]> {
  await using server = await startTestServer();
  process.env["CWSANDBOX_BASE_URL"] = server.baseUrl;
  await using session = new Session();
  const factor = 3;
  const triple = session.function((x: number) => x * factor);
  await triple.remote(1);

  const each: number[] = [];
  const started = performance.now();
  const wall = await measure(async () => {
    const calls = triple.map(Array.from({ length: CALLS }, (_, index): [number] => [index]));
    await Promise.all(
      calls.map(async (call, index) => {
        const value = await call.result().catch(() => undefined);
        if (value === index * factor) each.push(performance.now() - started);
      }),
    );
  });
  return [
    figure({ name: "map/burst-each", samples: each, floor: floors.hundredNodes, attempts: CALLS }),
    {
      ...figure({ name: "map/burst", samples: [wall], floor: floors.hundredNodes }),
      success: each.length / CALLS,
    },
  ];
}

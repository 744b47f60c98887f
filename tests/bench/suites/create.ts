import { Sandbox } from "cwsandbox";

import { startTestServer } from "../../support/test-server.js";
import { type Figure, figure } from "../figure.js";
import type { Floors } from "../floors.js";
import { measure } from "../statistics.js";

/** From `Sandbox.run()` to the output of a first command. */
export async function measureCreate(floors: Floors): Promise<Figure[]> {
  await using server = await startTestServer();
  process.env["CWSANDBOX_BASE_URL"] = server.baseUrl;
  const samples: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    let made: Sandbox | undefined;
    samples.push(
      await measure(async () => {
        made = await Sandbox.run();
        await made.exec(["echo", "hello"], { check: true });
      }),
    );
    await made?.stop({ gracefulShutdownSeconds: 0 });
  }
  return [figure({ name: "create/unprepared", samples, floor: floors.bareSpawn })];
}

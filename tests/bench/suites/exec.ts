import { Sandbox } from "cwsandbox";

import { startTestServer } from "../../support/test-server.js";
import { type Figure, figure } from "../figure.js";
import type { Floors } from "../floors.js";
import { repeat } from "../statistics.js";

/** `true` in a running sandbox, there and back. */
export async function measureExec(floors: Floors): Promise<Figure[]> {
  await using server = await startTestServer();
  process.env["CWSANDBOX_BASE_URL"] = server.baseUrl;
  await using sandbox = await Sandbox.run();
  await sandbox.exec(["true"]);
  const samples = await repeat(100, () => sandbox.exec(["true"], { check: true }));
  return [figure({ name: "exec/roundtrip", samples, floor: floors.bareSpawn })];
}

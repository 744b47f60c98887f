import { Sandbox, SandboxUnavailableError } from "cwsandbox";
import { expect, test } from "vitest";

import { isRunning } from "../support/inside.js";
import { startProxy } from "../support/proxy.js";
import { startTestServer } from "../support/test-server.js";

const API_KEY = "a-key-of-silent-clients";
process.env["CWSANDBOX_API_KEY"] = API_KEY;

/** The server's pings and their patience, and something for a busy machine. */
const NOTICED_MILLISECONDS = 110_000;

test("the server notices a client whose network fell silent, and ends its commands", async () => {
  await using server = await startTestServer({ apiKey: API_KEY });
  await using proxy = await startProxy(server.baseUrl);
  const near = await Sandbox.run({ defaults: { baseUrl: server.baseUrl } });
  const far = await Sandbox.fromId(near.sandboxId ?? "", { baseUrl: proxy.baseUrl });
  const command = far.exec(["sleep", "8401"]);
  await expect.poll(() => isRunning(near, "sleep 8401")).toBe(true);
  proxy.silence();
  await expect(command.result()).rejects.toBeInstanceOf(SandboxUnavailableError);
  await expect
    .poll(() => isRunning(near, "sleep 8401"), { timeout: NOTICED_MILLISECONDS, interval: 1000 })
    .toBe(false);
  await near.stop();
});

import { once } from "node:events";
import { connect, type ClientHttp2Session } from "node:http2";
import { connect as connectSocket } from "node:net";
import { FLOW_CONTROL_WINDOW_BYTES } from "@cwsandbox/wire";
import { expect, test } from "vitest";
import { startServer } from "../index.js";
import { configOf, temporaryDirectory } from "../testing/index.js";

/** What a client may send on one stream, and on all of them together. */
async function windowsOf(session: ClientHttp2Session): Promise<readonly (number | undefined)[]> {
  await once(session, "remoteSettings");
  // The answer comes behind everything that was said before.
  await new Promise((resolve) => session.ping(resolve));
  return [session.remoteSettings.initialWindowSize, session.state.remoteWindowSize];
}

test("every client may send much before it has to wait for the server", async () => {
  using directory = temporaryDirectory();
  const server = await startServer(configOf(["--embedded"], { XDG_RUNTIME_DIR: directory.path }));
  const path = (server.addresses[0] ?? "").replace("unix://", "");
  try {
    for (let clients = 0; clients < 2; clients += 1) {
      const session = connect("http://localhost", { createConnection: () => connectSocket(path) });
      expect(await windowsOf(session)).toEqual([FLOW_CONTROL_WINDOW_BYTES, FLOW_CONTROL_WINDOW_BYTES]);
      session.destroy();
    }
  } finally {
    await server.close();
  }
});

import { isDeepStrictEqual } from "node:util";

import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, expect } from "vitest";

import { findLastingLeftovers, NOTHING_LEFT } from "./leftovers.js";
import { startTestServer, type TestServer, type TestServerOptions } from "./test-server.js";

/**
 * Gives a test file a server of its own, makes it the SDK's default, and counts at the end that
 * nothing of any sandbox is left. Call it once at the top of the file.
 */
export function useTestServer(options: TestServerOptions = {}): { readonly current: TestServer } {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await startTestServer(options);
    process.env["CWSANDBOX_BASE_URL"] = server.baseUrl;
  });
  afterAll(async () => {
    if (server === undefined) return;
    await using stopped = server;
    // At its end a server gives up what is prepared, and nothing else: what is left then was left by a test.
    await stopped.kill("SIGTERM");
    const left = await findLastingLeftovers(stopped.directory);
    if (!isDeepStrictEqual(left, NOTHING_LEFT)) {
      await stopped.restart();
      await stopEverything();
    }
    expect(left).toEqual(NOTHING_LEFT);
  });
  return {
    get current(): TestServer {
      if (server === undefined) throw new Error("the server is there from beforeAll on");
      return server;
    },
  };
}

/** After a failed test there may be sandboxes; the machine must not keep them. */
async function stopEverything(): Promise<void> {
  const sandboxes = await Sandbox.list().catch(() => []);
  await Promise.allSettled(sandboxes.map((sandbox) => sandbox.stop({ gracefulShutdownSeconds: 0 })));
}

/** A label that no other test run uses. */
export function uniqueTag(name: string): string {
  return `${name}-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
}

import { Sandbox } from "cwsandbox";
import { expect, test } from "vitest";

import { type Proxy, startProxy } from "../support/proxy.js";
import { findLastingLeftovers, NOTHING_LEFT } from "../support/leftovers.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const API_KEY = "a-key-of-log-following";
process.env["CWSANDBOX_API_KEY"] = API_KEY;

const LINES = 400;
/** Several lines in one moment, lines that stay open while the other stream prints, then the end. */
const PRINT = `
  const { setTimeout: pause } = require("node:timers/promises");
  const print = async () => {
    for (let line = 0; line < ${LINES}; line += 4) {
      process.stdout.write("line " + line + "\\nline " + (line + 1) + "\\nline " + (line + 2) + " begun");
      await pause(40);
      process.stdout.write(" and ended\\nline " + (line + 3) + "\\n");
    }
  };
  print();
`;
const EXPECTED = Array.from({ length: LINES }, (_, line) =>
  line % 4 === 2 ? `line ${line} begun and ended\n` : `line ${line}\n`,
);

interface World extends AsyncDisposable {
  readonly server: TestServer;
  readonly proxy: Proxy;
}

async function openWorld(): Promise<World> {
  const server = await startTestServer({ apiKey: API_KEY });
  const proxy = await startProxy(server.baseUrl);
  process.env["CWSANDBOX_BASE_URL"] = proxy.baseUrl;
  return {
    server,
    proxy,
    [Symbol.asyncDispose]: async () => {
      const left = await findLastingLeftovers(server.directory, [server.pid]);
      await proxy[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      expect(left).toEqual(NOTHING_LEFT);
    },
  };
}

/** Follows to the end and does something to the connection each time so many more lines have come. */
async function followThrough(
  sandbox: Sandbox,
  every: number,
  disturb: () => void,
  options: { readonly tailLines?: number } = {},
): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of sandbox.streamLogs({ ...options, follow: true })) {
    lines.push(line);
    if (lines.length % every === 0) disturb();
  }
  return lines;
}

/** Connections wait for the new process, so that nothing depends on how fast it starts. */
async function restart({ server, proxy }: World): Promise<void> {
  proxy.hold();
  await server.kill("SIGKILL");
  await server.restart();
  proxy.aim(server.baseUrl);
}

test("D9 following goes on over connections that are cut, without a line lost or repeated", async () => {
  await using world = await openWorld();
  const sandbox = await Sandbox.run("node", "-e", PRINT);
  const lines = await followThrough(sandbox, 70, () => world.proxy.cut());
  expect(lines).toEqual(EXPECTED);
});

test("D9 following goes on when the server is killed and started again, without a line lost or repeated", async () => {
  await using world = await openWorld();
  const sandbox = await Sandbox.run("node", "-e", PRINT);
  const restarts: Promise<void>[] = [];
  const lines = await followThrough(sandbox, 150, () => restarts.push(restart(world)));
  await Promise.all(restarts);
  expect(restarts).toHaveLength(2);
  expect(lines).toEqual(EXPECTED);
});

test("D9 a followed tail goes on where it was when the server is killed", async () => {
  await using world = await openWorld();
  const sandbox = await Sandbox.run("node", "-e", PRINT);
  const restarts: Promise<void>[] = [];
  const lines = await followThrough(
    sandbox,
    100,
    () => {
      if (restarts.length === 0) restarts.push(restart(world));
    },
    { tailLines: 3 },
  );
  await Promise.all(restarts);
  expect(restarts).toHaveLength(1);
  expect(lines.length).toBeGreaterThan(100);
  expect(lines).toEqual(EXPECTED.slice(-lines.length));
});

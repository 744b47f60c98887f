import { readdir, readFile } from "node:fs/promises";

import { Sandbox } from "cwsandbox";
import { expect, test } from "vitest";

import { listCommandLines } from "../support/inside.js";
import { findLastingLeftovers, NOTHING_LEFT } from "../support/leftovers.js";
import {
  type Endings,
  type OperationsUnderWay,
  REMOTE_PROCESSES,
  startOperations,
  STILL_RUNNING,
  WRITTEN_DIRECTORY,
} from "../support/operations-under-way.js";
import { type Proxy, startProxy } from "../support/proxy.js";
import { uniqueTag } from "../support/suite.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const API_KEY = "a-key-of-broken-connections";
process.env["CWSANDBOX_API_KEY"] = API_KEY;

/** Slow enough that every transfer is in the middle. */
const SLOW_BYTES_PER_SECOND = 2_000_000;
const UNAVAILABLE = "SandboxUnavailableError";
const ENDED_WITH_SANDBOX = "SandboxError CWSANDBOX_SANDBOX_NOT_RUNNING";

/** Every operation has lost its connection. */
const ALL_UNAVAILABLE: Endings = {
  "a silent command": UNAVAILABLE,
  "a command that prints": UNAVAILABLE,
  "the output of a command that prints": "ended",
  "a command that reads": UNAVAILABLE,
  "the input of a command that reads": "SandboxExecutionError",
  "a terminal": UNAVAILABLE,
  "the output of a terminal": UNAVAILABLE,
  "a followed log": UNAVAILABLE,
  "the history of a log": UNAVAILABLE,
  "a function call": UNAVAILABLE,
  "a file that is read": UNAVAILABLE,
  "a large file that is read": UNAVAILABLE,
  "a file that is written": UNAVAILABLE,
  "a large file that is written": UNAVAILABLE,
  "a file that is read as a stream": UNAVAILABLE,
  "a file that is written from a stream": UNAVAILABLE,
  "waiting for the end": UNAVAILABLE,
  "a stop": UNAVAILABLE,
  "a listing": UNAVAILABLE,
  "a status": UNAVAILABLE,
};

/** The sandbox has ended under the operations; the connection is well. */
const ALL_ENDED: Endings = {
  "a silent command": ENDED_WITH_SANDBOX,
  "a command that prints": ENDED_WITH_SANDBOX,
  "the output of a command that prints": "ended",
  "a command that reads": ENDED_WITH_SANDBOX,
  "the input of a command that reads": "SandboxExecutionError",
  "a terminal": ENDED_WITH_SANDBOX,
  "the output of a terminal": ENDED_WITH_SANDBOX,
  "a followed log": "ended",
  "the history of a log": "ended",
  "a stop": "a value",
};

interface World extends AsyncDisposable {
  readonly server: TestServer;
  readonly proxy: Proxy;
  readonly tag: string;
  readonly under: OperationsUnderWay;
}

/** Operations of all kinds, over a network that can be broken, on a server that can be killed. */
async function openWorld(): Promise<World> {
  const server = await startTestServer({ apiKey: API_KEY });
  const proxy = await startProxy(server.baseUrl);
  const tag = uniqueTag("broken");
  const under = await startOperations(
    { baseUrl: proxy.baseUrl, tags: [tag], pollRetryBudgetSeconds: 2 },
    () => {
      proxy.limitBytesPerSecond = SLOW_BYTES_PER_SECOND;
    },
  );
  return {
    server,
    proxy,
    tag,
    under,
    [Symbol.asyncDispose]: async () => {
      const { baseUrl } = server;
      const left = await Sandbox.list({ baseUrl });
      await Promise.allSettled(left.map((sandbox) => sandbox.stop({ gracefulShutdownSeconds: 0 })));
      // Sandboxes that are prepared for function calls live as long as their server.
      await server.kill("SIGTERM");
      const found = await findLastingLeftovers(server.directory);
      await proxy[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      expect(found).toEqual(NOTHING_LEFT);
    },
  };
}

/** What the operations began is gone: processes, files that are not whole, the sandbox of the function. */
async function expectRemoteWorkGone({ server, tag, under }: World): Promise<void> {
  const { baseUrl } = server;
  const sandbox = await Sandbox.fromId(under.sandbox.sandboxId ?? "", { baseUrl });
  const running = async (): Promise<readonly string[]> => {
    const lines = await listCommandLines(sandbox);
    return lines.filter((line) => REMOTE_PROCESSES.includes(line) || line.includes(WRITTEN_DIRECTORY));
  };
  await expect.poll(running).toEqual([]);
  const { stdout } = await sandbox.exec(["ls", "-A", WRITTEN_DIRECTORY]);
  expect(stdout.split("\n").filter((name) => !/^(file|large|)$/.test(name))).toEqual([]);
  const ids = async (): Promise<unknown> =>
    (await Sandbox.list({ baseUrl, tags: [tag] })).map(({ sandboxId }) => sandboxId);
  await expect.poll(ids).toEqual([sandbox.sandboxId]);
}

async function expectUsable(sandbox: Sandbox): Promise<void> {
  expect((await sandbox.exec(["echo", "again"])).stdout).toBe("again\n");
  expect(await sandbox.getStatus()).toBe("running");
}

test("a server that is killed ends every operation; its successor has cleaned up, and the same object works", async () => {
  await using world = await openWorld();
  const { server, proxy, under } = world;
  await server.kill("SIGKILL");
  expect(await under.endings(60)).toEqual(ALL_UNAVAILABLE);
  await server.restart();
  proxy.aim(server.baseUrl);
  proxy.limitBytesPerSecond = undefined;
  await expectUsable(under.sandbox);
  await expectRemoteWorkGone(world);
});

test("a connection that is cut ends every operation but those that can go on, and the next one works", async () => {
  await using world = await openWorld();
  const { proxy, under } = world;
  proxy.cut();
  const lasting = ["a followed log", "waiting for the end", "a stop"];
  expect(await under.endings(60, lasting)).toEqual({
    ...ALL_UNAVAILABLE,
    ...Object.fromEntries(lasting.map((name) => [name, STILL_RUNNING])),
  });
  proxy.limitBytesPerSecond = undefined;
  await expectUsable(under.sandbox);
  await expectRemoteWorkGone(world);
});

test("a network that falls silent ends every operation, and the next one works when it is back", async () => {
  await using world = await openWorld();
  const { proxy, under } = world;
  proxy.silence();
  const endings = await under.endings(150);
  // A limit of their own may pass before the silence is noticed.
  const noticed = expect.stringMatching(/^Sandbox(Unavailable|RequestTimeout|Timeout)Error$/);
  expect(endings).toEqual({
    ...ALL_UNAVAILABLE,
    "a status": noticed,
    "a large file that is written": noticed,
    "a large file that is read": noticed,
  });
  proxy.restore();
  proxy.limitBytesPerSecond = undefined;
  await expectUsable(under.sandbox);
});

test.each([
  ["is deleted by another client", deleteIt],
  ["has its main process killed from outside", killMainProcess],
])("a sandbox that %s ends every operation on it", async (_how, end) => {
  await using world = await openWorld();
  world.proxy.limitBytesPerSecond = undefined;
  await end(world);
  const endings = await world.under.endings(90);
  expect(endings).toMatchObject(ALL_ENDED);
  for (const ending of Object.values(endings)) expect(ending).not.toBe(STILL_RUNNING);
});

async function deleteIt({ server }: World): Promise<void> {
  const { baseUrl } = server;
  const all = await Sandbox.list({ baseUrl });
  await Promise.all(all.map(({ sandboxId }) => Sandbox.delete(sandboxId ?? "", { baseUrl })));
}

async function killMainProcess({ server, tag, under }: World): Promise<void> {
  const { baseUrl } = server;
  const others = (await Sandbox.list({ baseUrl, tags: [tag] })).filter(
    ({ sandboxId }) => sandboxId !== under.sandbox.sandboxId,
  );
  await Promise.all(others.map(({ sandboxId }) => Sandbox.delete(sandboxId ?? "", { baseUrl })));
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const words = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    const mounts = await readFile(`/proc/${pid}/mountinfo`, "utf8").catch(() => "");
    const isMain = words.startsWith("sh\0-c\0") && words.includes("echo tick");
    if (isMain && mounts.includes(server.directory)) process.kill(Number(pid), "SIGKILL");
  }
}

import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  getEmbeddedServerStatus,
  Sandbox,
  SandboxUnavailableError,
  Session,
  stopEmbeddedServer,
} from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { listCommandLines } from "../support/inside.js";
import { findLastingLeftovers, NOTHING_LEFT } from "../support/leftovers.js";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "cwsandbox-test-"));
  await chmod(directory, 0o711);
  delete process.env["CWSANDBOX_BASE_URL"];
  delete process.env["CWSANDBOX_API_KEY"];
  process.env["XDG_RUNTIME_DIR"] = directory;
  process.env["CWSANDBOX_SERVER_STATE_DIR"] = path.join(directory, "state");
});
afterAll(async () => {
  const sandboxes = await Sandbox.list();
  await Promise.allSettled(sandboxes.map((sandbox) => sandbox.stop({ gracefulShutdownSeconds: 0 })));
  await stopEmbeddedServer();
  const left = await findLastingLeftovers(directory);
  await rm(directory, { recursive: true, force: true });
  expect(left).toEqual(NOTHING_LEFT);
});

async function killServer(): Promise<number> {
  const { running } = await getEmbeddedServerStatus();
  const processId = running?.processId ?? 0;
  expect(processId).toBeGreaterThan(1);
  process.kill(processId, "SIGKILL");
  await expect.poll(async () => (await getEmbeddedServerStatus()).running).toBeNull();
  return processId;
}

test("after a kill the next operation starts a server that has recovered the sandboxes; what was under way fails", async () => {
  const sandbox = await Sandbox.run();
  const session = new Session();
  const command = sandbox.exec(["sleep", "8201"]);
  const reading = sandbox.exec(["cat"], { stdin: true });
  const call = session
    .function(() => new Promise((resolve) => setTimeout(() => resolve("done"), 600_000)))
    .remote();
  await expect.poll(() => listCommandLines(sandbox)).toContain("sleep 8201");
  await expect.poll(async () => (await Sandbox.list()).length).toBe(2);

  const killed = await killServer();
  await expect(command.result(20)).rejects.toBeInstanceOf(SandboxUnavailableError);
  await expect(reading.result(20)).rejects.toBeInstanceOf(SandboxUnavailableError);
  await expect(call.result(20)).rejects.toBeInstanceOf(SandboxUnavailableError);

  expect((await sandbox.exec(["echo", "again"])).stdout).toBe("again\n");
  const { running } = await getEmbeddedServerStatus();
  expect(running?.processId).not.toBe(killed);
  expect(await listCommandLines(sandbox)).not.toContain("sleep 8201");
  await expect
    .poll(async () => (await Sandbox.list()).map(({ sandboxId }) => sandboxId))
    .toEqual([sandbox.sandboxId]);
  expect(await session.function(() => "called again").remote()).toBe("called again");
  await session.close();
  await sandbox.stop();
});

test("a wait and a followed log go on over the kill", async () => {
  const sandbox = await Sandbox.run("sh", "-c", "for i in $(seq 60); do echo line $i; sleep 0.1; done");
  const lines: string[] = [];
  const following = (async () => {
    for await (const line of sandbox.streamLogs({ follow: true })) {
      lines.push(line);
      if (lines.length === 20) await killServer();
    }
  })();
  const over = sandbox.waitUntilComplete(60);
  await following;
  expect(lines).toEqual(Array.from({ length: 60 }, (_, index) => `line ${index + 1}\n`));
  await over;
  expect(sandbox.status).toBe("completed");
});

test("many operations at once after a kill start one server", async () => {
  const sandbox = await Sandbox.run();
  const underWay = sandbox.exec(["sleep", "8202"]);
  await expect.poll(() => listCommandLines(sandbox)).toContain("sleep 8202");
  await killServer();
  // From here on this process knows; a command that is sent before may have run, and is not repeated.
  await expect(underWay.result(20)).rejects.toBeInstanceOf(SandboxUnavailableError);
  const outputs = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => (await sandbox.exec(["echo", `${index}`])).stdout),
  );
  expect(outputs).toEqual(Array.from({ length: 10 }, (_, index) => `${index}\n`));
  await sandbox.stop();
});

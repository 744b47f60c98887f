import {
  Sandbox,
  SandboxFailedError,
  SandboxNotRunningError,
  SandboxTerminatedError,
  SandboxTimeoutError,
} from "cwsandbox";
import { expect, test } from "vitest";

import { countRequests } from "../support/requests.js";
import { useTestServer } from "../support/suite.js";
import { startTestServer } from "../support/test-server.js";

const server = useTestServer({ arguments: ["--log-level", "debug"] });

const TERMINAL = ["completed", "failed", "terminated"];

test("B1 a main process that ends by itself", async () => {
  const good = await Sandbox.run("sh", "-c", "echo done");
  expect(await good.waitUntilComplete()).toBe(good);
  expect(good.status).toBe("completed");
  expect(good.returncode).toBe(0);

  const three = await Sandbox.run("sh", "-c", "exit 3");
  await three.waitUntilComplete();
  expect(three.status).toBe("completed");
  expect(three.returncode).toBe(3);
});

test("B2 waiting for a sandbox that has finished", async () => {
  const sandbox = await Sandbox.run("true");
  await sandbox.waitUntilComplete();
  const attached = await Sandbox.fromId(sandbox.sandboxId ?? "");
  for (const finished of [sandbox, attached]) {
    expect(await finished.wait()).toBe(finished);
    expect(finished.status).toBe("completed");
    await expect(finished.exec(["true"]).result()).rejects.toBeInstanceOf(SandboxNotRunningError);
  }
});

test("B3 an image that does not exist fails the sandbox, with the reason", async () => {
  const sandbox = await Sandbox.run({ containerImage: "no-such-image:1" });
  await expect(sandbox.wait()).rejects.toBeInstanceOf(SandboxFailedError);
  await expect(sandbox.waitUntilComplete(60, { raiseOnTermination: false }).result()).rejects.toBeInstanceOf(
    SandboxFailedError,
  );
  await expect(sandbox.wait()).rejects.toThrow(/no-such-image:1/);
  expect(sandbox.status).toBe("failed");
});

test("B4 a wait that times out while the sandbox is made leaves the other wait alone", async () => {
  const sandbox = new Sandbox();
  const patient = sandbox.wait();
  await expect(sandbox.wait(0.001)).rejects.toBeInstanceOf(SandboxTimeoutError);
  expect(sandbox.status).not.toBe("running");
  expect(await patient).toBe(sandbox);
  expect(sandbox.status).toBe("running");
  await sandbox.stop();
});

test("B5 stop, then wait for the end", async () => {
  const strict = await Sandbox.run();
  await strict.wait();
  const stopped = strict.stop();
  await expect(strict.waitUntilComplete().result()).rejects.toBeInstanceOf(SandboxTerminatedError);
  await stopped;

  const lenient = await Sandbox.run();
  await lenient.wait();
  const stopping = lenient.stop();
  expect(await lenient.waitUntilComplete(60, { raiseOnTermination: false })).toBe(lenient);
  await stopping;
  expect(TERMINAL).toContain(lenient.status);
});

test("B6 stop while somebody waits for the start", async () => {
  const sandbox = new Sandbox();
  const waiting = sandbox.wait();
  const refused = expect(waiting).rejects.toBeInstanceOf(SandboxNotRunningError);
  await sandbox.stop();
  await refused;
  expect(TERMINAL).toContain(sandbox.status);
});

test("B7 stop before start needs no server and is final", async () => {
  const sandbox = new Sandbox({ baseUrl: "unix:///nowhere/nobody-listens.sock" });
  await sandbox.stop();
  await expect(sandbox.start().result()).rejects.toBeInstanceOf(SandboxNotRunningError);
  await expect(sandbox.getStatus()).rejects.toBeInstanceOf(SandboxNotRunningError);
  expect(sandbox.sandboxId).toBeNull();
});

test("B8 concurrent stops are one request", async () => {
  const sandbox = await Sandbox.run();
  await sandbox.wait();
  const before = await countRequests(server.current, "DeleteSandbox");
  await Promise.all([sandbox.stop(), sandbox.stop(), sandbox.stop()]);
  expect((await countRequests(server.current, "DeleteSandbox")) - before).toBe(1);
  expect(TERMINAL).toContain(sandbox.status);
});

test("B9 a terminal status is remembered", async () => {
  const sandbox = await Sandbox.run();
  await sandbox.stop();
  const [updated, before] = [sandbox.statusUpdatedAt, await countRequests(server.current, "GetSandbox")];
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(TERMINAL).toContain(await sandbox.getStatus());
  expect(sandbox.statusUpdatedAt?.getTime()).toBeGreaterThan(updated?.getTime() ?? Number.POSITIVE_INFINITY);
  expect(await countRequests(server.current, "GetSandbox")).toBe(before);
});

test("B10 the status of a running sandbox is asked for", async () => {
  const made = await Sandbox.run();
  await made.wait();
  const sandbox = await Sandbox.fromId(made.sandboxId ?? "");
  const before = await countRequests(server.current, "GetSandbox");
  expect(await sandbox.getStatus()).toBe("running");
  expect(sandbox.status).toBe("running");
  expect(await countRequests(server.current, "GetSandbox")).toBe(before + 1);
  await made.stop();
  expect(TERMINAL).toContain(await sandbox.getStatus());
  expect(TERMINAL).toContain(sandbox.status);
});

test("B11 nothing works after stop", async () => {
  const sandbox = await Sandbox.run();
  await sandbox.stop();
  const refused = async (work: PromiseLike<unknown>): Promise<void> => {
    await expect(Promise.resolve(work)).rejects.toBeInstanceOf(SandboxNotRunningError);
  };
  await refused(sandbox.exec(["true"]));
  await refused(sandbox.readFile("/etc/hosts"));
  await refused(sandbox.writeFile("/tmp/x", Buffer.from("x")));
  await refused(sandbox.shell(["/bin/sh"]));
});

test("B12 an error in the scope arrives, and the sandbox is stopped", async () => {
  const made: Sandbox[] = [];
  const failing = async (): Promise<void> => {
    await using sandbox = await Sandbox.run();
    made.push(sandbox);
    throw new RangeError("from the scope");
  };
  await expect(failing()).rejects.toThrow(new RangeError("from the scope"));
  const [sandbox] = made;
  const attached = await Sandbox.fromId(sandbox?.sandboxId ?? "");
  expect(TERMINAL).toContain(attached.status);
});

test("B13 the lifetime ends a sandbox without any call", async () => {
  const sandbox = await Sandbox.run("sleep", "infinity", { maxLifetimeSeconds: 5 });
  await sandbox.wait();
  const finished = await sandbox.waitUntilComplete(30, { raiseOnTermination: false });
  expect(TERMINAL).toContain(finished.status);
  const attached = await Sandbox.fromId(sandbox.sandboxId ?? "");
  expect(TERMINAL).toContain(attached.status);
});

test("B13 the lifetime ends a sandbox that nobody watches and whose process ignores TERM", async () => {
  const sandbox = await Sandbox.run("sh", "-c", "trap '' TERM; while :; do sleep 1; done", {
    maxLifetimeSeconds: 1,
  });
  await expect
    .poll(async () => (await Sandbox.fromId(sandbox.sandboxId ?? "")).status, { interval: 500 })
    .toBeOneOf(TERMINAL);
});

test("B14 three commands at once start an unstarted sandbox once", async () => {
  const before = await countRequests(server.current, "CreateSandbox");
  const sandbox = new Sandbox();
  const outputs = await Promise.all(["one", "two", "three"].map((word) => sandbox.exec(["echo", word])));
  expect(outputs.map(({ stdout }) => stdout)).toEqual(["one\n", "two\n", "three\n"]);
  expect((await countRequests(server.current, "CreateSandbox")) - before).toBe(1);
  await sandbox.stop();
});

test("B21 a single word is the whole main process", async () => {
  const sandbox = await Sandbox.run("env", { environmentVariables: { MARK: "here" } });
  await sandbox.waitUntilComplete();
  expect(sandbox.returncode).toBe(0);
  const lines: string[] = [];
  for await (const line of sandbox.streamLogs()) lines.push(line);
  expect(lines).toContain("MARK=here\n");
});

test("a stop asks first, then kills after the grace period", async () => {
  const polite = await Sandbox.run("sh", "-c", "trap 'exit 5' TERM; sleep infinity & wait");
  await polite.wait();
  await expect.poll(() => trapsTerm(polite)).toBe(true);
  await polite.stop();
  expect(TERMINAL).toContain(polite.status);
  expect((await Sandbox.fromId(polite.sandboxId ?? "")).status).toBe(polite.status);

  const deaf = await Sandbox.run("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done");
  await deaf.wait();
  await deaf.stop({ gracefulShutdownSeconds: 1 });
  expect(TERMINAL).toContain(deaf.status);
});

/** Bit 14 of the caught signals of the main process is TERM. */
async function trapsTerm(sandbox: Sandbox): Promise<boolean> {
  const { stdout } = await sandbox.exec(["sh", "-c", "grep SigCgt /proc/1/status"]);
  return (BigInt(`0x${stdout.split(/\s+/)[1] ?? "0"}`) & (1n << 14n)) !== 0n;
}

test("a stop right after the start reaches a main process that has no handler yet", async () => {
  const script = 'sleep 0.3; trap "echo asked; exit 0" TERM; sleep 600 & wait';
  const sandbox = await Sandbox.run("sh", "-c", script);
  await sandbox.wait();
  await sandbox.stop({ gracefulShutdownSeconds: 30 });
  const lines: string[] = [];
  for await (const line of sandbox.streamLogs()) lines.push(line);
  expect(lines).toEqual(["asked\n"]);
});

test("B12 when the stop fails too, the error of the scope wins and the failure is only a warning", async () => {
  await using other = await startTestServer();
  const warnings: string[] = [];
  const listen = (warning: Error): void => void warnings.push(warning.message);
  process.on("warning", listen);
  const made: Sandbox[] = [];
  const failing = async (): Promise<void> => {
    await using sandbox = new Sandbox({ baseUrl: other.baseUrl, requestTimeoutSeconds: 5 });
    made.push(sandbox);
    await sandbox.wait();
    await other.kill("SIGKILL");
    throw new RangeError("from the scope");
  };
  await expect(failing()).rejects.toThrow(new RangeError("from the scope"));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", listen);
  await other.restart();
  const found = await Sandbox.fromId(made[0]?.sandboxId ?? "", { baseUrl: other.baseUrl });
  await found.stop();
  expect(warnings.join("\n")).toContain(found.sandboxId);
});

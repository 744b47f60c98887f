import { describe, expect, test } from "vitest";
import {
  SandboxError,
  SandboxNotFoundError,
  SandboxNotRunningError,
  SandboxTerminalStateUnavailableError,
} from "../errors/index.js";
import { deferred } from "../support/index.js";
import {
  failure,
  sandboxIn,
  startScriptedServer,
  Status,
  v1,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

const { STATE_RUNNING, STATE_TERMINATING, STATE_FAILED, STATE_COMPLETED } = v1.State;

describe("stop", () => {
  test("the grace period is rounded up", async () => {
    await using server = await startScriptedServer();
    const sandbox = await Sandbox.run({ defaults: { baseUrl: server.url } });
    await sandbox.stop({ gracefulShutdownSeconds: 2.1 });
    expect(server.deleted).toMatchObject([{ gracePeriodSeconds: 3 }]);
  });

  test("a start that is under way is awaited first", async () => {
    await using server = await startScriptedServer();
    const answer = deferred<v1.Sandbox>();
    server.on.createSandbox = async () => answer.promise;
    const sandbox = new Sandbox({ baseUrl: server.url });
    const started = sandbox.start();
    const stopped = sandbox.stop();
    await expect.poll(() => server.count("CreateSandbox")).toBe(1);
    expect(server.count("DeleteSandbox")).toBe(0);
    answer.resolve(sandboxIn("sb-1", v1.State.STATE_CREATING));
    await started;
    await stopped;
    expect(server.deleted).toMatchObject([
      { sandboxId: "sb-1", gracePeriodSeconds: 10, allowMissing: false },
    ]);
  });

  test("a sandbox that is terminating already is only waited for", async () => {
    await using server = await startScriptedServer();
    server.states.set("sb-1", [STATE_TERMINATING, STATE_TERMINATING, STATE_COMPLETED]);
    const sandbox = await Sandbox.fromId("sb-1", { baseUrl: server.url });
    await sandbox.stop();
    expect(server.count("DeleteSandbox")).toBe(0);
    expect(sandbox.status).toBe("completed");
  });

  test("a failed main process still is a stop that worked", async () => {
    await using server = await startScriptedServer();
    const sandbox = await Sandbox.run({ defaults: { baseUrl: server.url } });
    server.on.deleteSandbox = async ({ sandboxId }) => {
      server.states.set(sandboxId, [STATE_FAILED]);
      return { sandbox: sandboxIn(sandboxId, STATE_TERMINATING) };
    };
    await sandbox.stop();
    expect(sandbox.status).toBe("failed");
  });

  test("U17 an empty answer means already gone when that is fine, twice", async () => {
    await using server = await startScriptedServer();
    const sandbox = await Sandbox.run({ defaults: { baseUrl: server.url } });
    await sandbox.wait();
    server.on.deleteSandbox = async () => ({});
    await sandbox.stop({ missingOk: true });
    await sandbox.stop({ missingOk: true });
    expect(sandbox.status).toBe("terminated");
  });

  test("an empty answer that nobody asked for is an accepted stop: the end is still looked for", async () => {
    await using server = await startScriptedServer();
    const sandbox = await Sandbox.run({ defaults: { baseUrl: server.url } });
    server.on.deleteSandbox = async ({ sandboxId }) => {
      server.states.set(sandboxId, [STATE_TERMINATING, STATE_COMPLETED]);
      return {};
    };
    await sandbox.stop();
    expect(sandbox.status).toBe("completed");
  });

  test("a caller who joins with missingOk does not mind that the sandbox is unknown; the first does", async () => {
    await using server = await startScriptedServer();
    const sandbox = await Sandbox.run({ defaults: { baseUrl: server.url } });
    const answer = deferred<never>();
    server.on.deleteSandbox = async () => answer.promise;
    const strict = sandbox.stop();
    const lenient = sandbox.stop({ missingOk: true });
    await expect.poll(() => server.count("DeleteSandbox")).toBe(1);
    answer.reject(failure(Status.NOT_FOUND, "unknown"));
    await expect(strict).rejects.toBeInstanceOf(SandboxNotFoundError);
    await lenient;
    expect(server.count("DeleteSandbox")).toBe(1);
  });

  test("another error leaves the sandbox as it was", async () => {
    await using server = await startScriptedServer();
    const sandbox = await Sandbox.run({ defaults: { baseUrl: server.url } });
    await sandbox.wait();
    server.on.deleteSandbox = async () => {
      throw failure(Status.INTERNAL, "broken");
    };
    await expect(sandbox.stop()).rejects.toBeInstanceOf(SandboxError);
    expect(sandbox.status).toBe("running");
    server.states.set("sb-1", [STATE_RUNNING]);
    expect((await sandbox.exec(["true"])).returncode).toBe(0);
  });

  test("missing while waiting for the end of a stop by somebody else: tolerated with missingOk, but not for long", async () => {
    await using server = await startScriptedServer();
    server.states.set("sb-1", [STATE_TERMINATING]);
    const [strict, lenient] = [
      await Sandbox.fromId("sb-1", { baseUrl: server.url }),
      await Sandbox.fromId("sb-1", { baseUrl: server.url }),
    ];
    server.on.getSandbox = async () => {
      throw failure(Status.NOT_FOUND, "unknown");
    };
    await expect(strict.stop()).rejects.toBeInstanceOf(SandboxNotFoundError);
    await expect(lenient.stop({ missingOk: true })).rejects.toBeInstanceOf(
      SandboxTerminalStateUnavailableError,
    );
  });

  test("after the end nothing works but looking", async () => {
    await using server = await startScriptedServer();
    const sandbox = await Sandbox.run({ defaults: { baseUrl: server.url } });
    await sandbox.stop();
    await expect(sandbox.readFile("/f")).rejects.toBeInstanceOf(SandboxNotRunningError);
    expect(await sandbox.getStatus()).toBe("terminated");
  });
});

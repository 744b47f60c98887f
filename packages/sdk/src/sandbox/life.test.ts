import { describe, expect, test, vi } from "vitest";
import {
  SandboxFailedError,
  SandboxNotFoundError,
  SandboxNotRunningError,
  SandboxTerminalStateUnavailableError,
  SandboxTerminatedError,
  SandboxTimeoutError,
  SandboxUnavailableError,
} from "../errors/index.js";
import { wait } from "../handles/index.js";
import { deferred } from "../support/index.js";
import {
  failure,
  sandboxIn,
  type ScriptedServer,
  startScriptedServer,
  v1,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

const {
  STATE_CREATING,
  STATE_RUNNING,
  STATE_COMPLETED,
  STATE_FAILED,
  STATE_TERMINATED,
  STATE_TERMINATING,
  STATE_PAUSED,
} = v1.State;

async function run(server: ScriptedServer): Promise<Sandbox> {
  const sandbox = new Sandbox({ baseUrl: server.url });
  await sandbox.start();
  return sandbox;
}

/** Every scenario holds for servers that are asked and for servers that tell. */
describe.each([
  { kind: "polled", options: {} },
  { kind: "watched", options: { features: ["watch"] } },
])("life cycle, $kind", ({ options }) => {
  test("A2 pending after the start, running after the wait, the same object", async () => {
    await using server = await startScriptedServer(options);
    const sandbox = await run(server);
    expect(sandbox.sandboxId).toBe("sb-1");
    expect([sandbox.startedAt, sandbox.runnerId]).toEqual([null, null]);
    expect(await sandbox.wait()).toBe(sandbox);
    expect(sandbox.status).toBe("running");
    expect(sandbox.runnerId).toBe("r1");
  });

  test("A2 one that runs when it is accepted is pending until somebody waits, and nobody looks again", async () => {
    await using server = await startScriptedServer(options);
    server.on.createSandbox = async () => sandboxIn("sb-1", STATE_RUNNING);
    const sandbox = await run(server);
    expect([sandbox.status, sandbox.startedAt]).toEqual(["pending", null]);
    server.states.set("sb-1", []);
    server.on.getSandbox = async () => {
      throw failure(Status.PERMISSION_DENIED, "looked");
    };
    expect(await sandbox.wait()).toBe(sandbox);
    expect([sandbox.status, sandbox.runnerId]).toEqual(["running", "r1"]);
  });

  test("B3 a failing start fails both waits, with the server's reason", async () => {
    await using server = await startScriptedServer(options);
    const sandbox = await run(server);
    server.states.set("sb-1", [STATE_CREATING, STATE_FAILED]);
    await expect(sandbox.wait()).rejects.toBeInstanceOf(SandboxFailedError);
    const completed = sandbox.waitUntilComplete(5, { raiseOnTermination: false });
    await expect(completed).rejects.toBeInstanceOf(SandboxFailedError);
  });

  test("B5 a stop ends a wait for the end as a termination, unless that was allowed", async () => {
    await using server = await startScriptedServer(options);
    const sandbox = await run(server);
    await sandbox.wait();
    server.on.deleteSandbox = async ({ sandboxId }) => {
      server.states.set(sandboxId, [STATE_TERMINATING, STATE_TERMINATED]);
      return { sandbox: sandboxIn(sandboxId, STATE_TERMINATING) };
    };
    const stopped = sandbox.stop();
    const strict = sandbox.waitUntilComplete();
    const lenient = sandbox.waitUntilComplete(10, { raiseOnTermination: false });
    await stopped;
    await expect(strict).rejects.toBeInstanceOf(SandboxTerminatedError);
    expect(await lenient).toBe(sandbox);
  });

  test("U9 after an own stop the end is a termination, even if the process completed", async () => {
    await using server = await startScriptedServer(options);
    const sandbox = await run(server);
    await sandbox.wait();
    server.on.deleteSandbox = async ({ sandboxId }) => {
      server.states.set(sandboxId, [STATE_TERMINATING, STATE_COMPLETED]);
      return { sandbox: sandboxIn(sandboxId, STATE_TERMINATING) };
    };
    await sandbox.stop();
    expect(sandbox.status).toBe("completed");
    await expect(sandbox.waitUntilComplete()).rejects.toBeInstanceOf(SandboxTerminatedError);
    expect(await sandbox.waitUntilComplete(10, { raiseOnTermination: false })).toBe(sandbox);
  });

  test("B15 transient failures of a look are repeated", async () => {
    await using server = await startScriptedServer(options);
    const sandbox = await run(server);
    let looks = 0;
    server.on.getSandbox = async ({ sandboxId }) => {
      looks += 1;
      if (looks <= 2) throw failure(Status.UNAVAILABLE, "busy");
      return sandboxIn(sandboxId, STATE_RUNNING);
    };
    await sandbox.wait();
    expect(sandbox.status).toBe("running");
  });

  test("B19 paused counts as running", async () => {
    await using server = await startScriptedServer(options);
    const sandbox = await run(server);
    server.states.set("sb-1", [STATE_PAUSED, STATE_PAUSED]);
    await sandbox.wait();
    expect(sandbox.status).toBe("paused");
  });
});

describe("waiting", () => {
  test("B2 a normal end resolves the wait, and nothing can be run afterwards", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    server.on.getSandbox = async ({ sandboxId }) => sandboxIn(sandboxId, STATE_COMPLETED, { exitCode: 3 });
    await sandbox.wait();
    expect([sandbox.status, sandbox.returncode]).toEqual(["completed", 3]);
    await expect(sandbox.exec(["true"])).rejects.toBeInstanceOf(SandboxNotRunningError);
  });

  test("B4 a wait that times out leaves the other waits alone", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    server.states.set("sb-1", [STATE_CREATING]);
    const patient = sandbox.wait();
    await expect(sandbox.wait(0.3)).rejects.toThrow(SandboxTimeoutError);
    server.states.set("sb-1", [STATE_RUNNING]);
    expect(await patient).toBe(sandbox);
  });

  test("B6 a stop ends a pending wait", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    server.states.set("sb-1", [STATE_CREATING]);
    const waiting = sandbox.wait();
    const stopped = sandbox.stop();
    await expect(waiting).rejects.toBeInstanceOf(SandboxNotRunningError);
    await stopped;
  });

  test("B7 a stop before the start needs no call and forbids the start", async () => {
    await using server = await startScriptedServer();
    const sandbox = new Sandbox({ baseUrl: server.url });
    await sandbox.stop();
    await expect(sandbox.start()).rejects.toBeInstanceOf(SandboxNotRunningError);
    await expect(sandbox.getStatus()).rejects.toBeInstanceOf(SandboxNotRunningError);
    expect(server.calls).toEqual([]);
  });

  test("B8 concurrent stops send one request", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    await Promise.all([sandbox.stop(), sandbox.stop({ gracefulShutdownSeconds: 1 }), sandbox.stop()]);
    expect(server.deleted.map((request) => request.gracePeriodSeconds)).toEqual([10]);
    await sandbox.stop();
    expect(server.deleted).toHaveLength(1);
  });

  test("B9 an end is not asked about again, but confirmed", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    await sandbox.stop();
    const looks = server.count("GetSandbox");
    const before = sandbox.statusUpdatedAt;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await sandbox.getStatus()).toBe("terminated");
    expect(server.count("GetSandbox")).toBe(looks);
    expect(sandbox.statusUpdatedAt?.getTime()).toBeGreaterThan(before?.getTime() ?? Number.POSITIVE_INFINITY);
  });

  test("B10 a fresh status updates the property", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    expect(await sandbox.getStatus()).toBe("running");
    expect(sandbox.status).toBe("running");
  });

  test("B11 nothing works after the stop", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    await sandbox.stop();
    const attempts = [
      sandbox.exec(["true"]),
      sandbox.shell(),
      sandbox.readFile("/a"),
      sandbox.writeFile("/a", new Uint8Array()),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toBeInstanceOf(SandboxNotRunningError);
  });

  test("B14 concurrent first operations start once", async () => {
    await using server = await startScriptedServer();
    const sandbox = new Sandbox({ baseUrl: server.url });
    const results = await Promise.all([1, 2, 3].map(() => sandbox.exec(["true"])));
    expect(results.map((result) => result.returncode)).toEqual([0, 0, 0]);
    expect(server.created).toHaveLength(1);
  });

  test("B14 a failed start is tried again with the same request id", async () => {
    await using server = await startScriptedServer();
    const ids: string[] = [];
    server.on.createSandbox = async ({ requestId }) => {
      ids.push(requestId);
      if (ids.length === 1) throw failure(Status.INTERNAL, "no");
      return sandboxIn("sb-1", STATE_CREATING);
    };
    const sandbox = new Sandbox({ baseUrl: server.url });
    await expect(sandbox.start()).rejects.toThrow("Create sandbox failed: no");
    expect(sandbox.sandboxId).toBeNull();
    await sandbox.start();
    expect(ids[0]).toBe(ids[1]);
  });

  test("B15 without a budget the first failure counts; with one, a lasting failure ends the wait", async () => {
    await using server = await startScriptedServer();
    server.on.getSandbox = async () => {
      throw failure(Status.UNAVAILABLE, "busy");
    };
    const impatient = new Sandbox({ baseUrl: server.url, pollRetryBudgetSeconds: 0 });
    await expect(impatient.wait()).rejects.toBeInstanceOf(SandboxUnavailableError);
    expect(server.count("GetSandbox")).toBe(1);
    const patient = new Sandbox({ baseUrl: server.url, pollRetryBudgetSeconds: 0.5 });
    await expect(patient.wait()).rejects.toBeInstanceOf(SandboxUnavailableError);
    expect(server.count("GetSandbox")).toBeGreaterThan(2);
  });

  test("B16 a missing sandbox is not looked for again", async () => {
    await using server = await startScriptedServer();
    server.on.getSandbox = async () => {
      throw failure(Status.NOT_FOUND, "gone");
    };
    const sandbox = await run(server);
    await expect(sandbox.wait()).rejects.toMatchObject({ name: "SandboxNotFoundError", sandboxId: "sb-1" });
    expect(server.count("GetSandbox")).toBe(1);
  });

  test("B17 after an own stop a record may be missing for a moment, but not for long", async () => {
    await using server = await startScriptedServer();
    let missing = 2;
    server.on.deleteSandbox = async ({ sandboxId }) => ({ sandbox: sandboxIn(sandboxId, STATE_TERMINATING) });
    server.on.getSandbox = async ({ sandboxId }) => {
      missing -= 1;
      if (missing >= 0) throw failure(Status.NOT_FOUND, "gone");
      return sandboxIn(sandboxId, STATE_TERMINATED);
    };
    const lucky = await run(server);
    await lucky.stop();
    expect(lucky.status).toBe("terminated");
    const unlucky = await run(server);
    missing = 1000;
    await expect(unlucky.stop()).rejects.toBeInstanceOf(SandboxTerminalStateUnavailableError);
  });

  test("B18 an old report does not undo an accepted stop", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    const seen: unknown[] = [];
    server.on.deleteSandbox = async ({ sandboxId }) => ({ sandbox: sandboxIn(sandboxId, STATE_TERMINATING) });
    server.on.getSandbox = async ({ sandboxId }) => {
      seen.push(sandbox.status);
      return sandboxIn(sandboxId, seen.length === 1 ? STATE_RUNNING : STATE_TERMINATED);
    };
    await sandbox.stop();
    expect(seen).toEqual(["terminating", "terminating"]);
  });

  test("B12 the error of a scope arrives, the sandbox is stopped, a failing stop is a warning", async () => {
    await using server = await startScriptedServer();
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const body = async (): Promise<void> => {
      await using _sandbox = await run(server);
      throw new Error("body");
    };
    await expect(body()).rejects.toThrow("body");
    expect(server.deleted).toHaveLength(1);
    server.on.deleteSandbox = async () => {
      throw failure(Status.INTERNAL, "cannot");
    };
    await expect(body()).rejects.toThrow("body");
    // Other tests' forgotten sandboxes may be noticed meanwhile.
    const warnings = warn.mock.calls
      .map(([text]) => String(text))
      .filter((text) => !text.includes("forgotten"));
    expect(warnings).toEqual([expect.stringContaining("cannot")]);
    warn.mockRestore();
  });

  test("B1 a late exit code is looked for again", async () => {
    await using server = await startScriptedServer();
    let looks = 0;
    server.on.getSandbox = async ({ sandboxId }) => {
      looks += 1;
      return sandboxIn(sandboxId, STATE_COMPLETED, looks === 1 ? {} : { exitCode: 7 });
    };
    const sandbox = await run(server);
    await sandbox.waitUntilComplete();
    expect(sandbox.returncode).toBe(7);
  });

  test("an unknown state of a newer server is waited through, with a warning", async () => {
    await using server = await startScriptedServer();
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const sandbox = await run(server);
    let looks = 0;
    server.on.getSandbox = async ({ sandboxId }) =>
      sandboxIn(sandboxId, (looks += 1) <= 2 ? 42 : STATE_RUNNING);
    await sandbox.wait();
    expect(sandbox.status).toBe("running");
    const warnings = warn.mock.calls.filter(([text]) => String(text).includes("state of sandbox 'sb-1'"));
    expect(warnings).toHaveLength(1);
    warn.mockRestore();
  });

  test("an aborted start rejects with the signal's reason and leaves nothing behind", async () => {
    await using server = await startScriptedServer();
    const held = deferred<void>();
    server.on.createSandbox = async () => {
      await held.promise;
      return sandboxIn("sb-9", STATE_CREATING);
    };
    const controller = new AbortController();
    const sandbox = new Sandbox({ baseUrl: server.url });
    const starting = sandbox.start({ signal: controller.signal });
    await expect.poll(() => server.count("CreateSandbox")).toBe(1);
    controller.abort(new Error("changed my mind"));
    await expect(starting).rejects.toThrow("changed my mind");
    held.resolve();
    await expect.poll(() => server.deleted.map((request) => request.sandboxId)).toEqual(["sb-9"]);
    expect(sandbox.sandboxId).toBeNull();
  });

  test("an aborted wait rejects with the signal's reason; the look-out ends with the last waiter", async () => {
    await using server = await startScriptedServer();
    const sandbox = await run(server);
    server.states.set("sb-1", [STATE_CREATING]);
    const controller = new AbortController();
    const waiting = sandbox.wait(undefined, { signal: controller.signal });
    await expect.poll(() => server.count("GetSandbox")).toBe(1);
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
    const looks = server.count("GetSandbox");
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(server.count("GetSandbox")).toBeLessThanOrEqual(looks + 1);
  });

  test("stop of an unknown sandbox is an error, or nothing", async () => {
    await using server = await startScriptedServer();
    server.on.deleteSandbox = async ({ allowMissing }) => {
      if (allowMissing) return {};
      throw failure(Status.NOT_FOUND, "gone");
    };
    const sandbox = await run(server);
    await expect(sandbox.stop()).rejects.toBeInstanceOf(SandboxNotFoundError);
    await sandbox.stop({ missingOk: true });
    expect(sandbox.status).toBe("terminated");
  });

  test("a stop is repeated when the server says when", async () => {
    await using server = await startScriptedServer();
    let attempts = 0;
    server.on.deleteSandbox = async ({ sandboxId }) => {
      attempts += 1;
      if (attempts === 1) throw failure(Status.UNAVAILABLE, "later", { retryDelaySeconds: 0 });
      server.states.set(sandboxId, [STATE_TERMINATED]);
      return { sandbox: sandboxIn(sandboxId, STATE_TERMINATED) };
    };
    const sandbox = await run(server);
    await sandbox.stop();
    expect(attempts).toBe(2);
  });

  test("H3 waiting for sandboxes starts them", async () => {
    await using server = await startScriptedServer();
    const sandboxes = [1, 2].map(() => new Sandbox({ baseUrl: server.url }));
    const [done, pending] = await wait(sandboxes);
    expect([done.length, pending.length]).toEqual([2, 0]);
    expect(sandboxes.map((sandbox) => sandbox.status)).toEqual(["running", "running"]);
  });
});

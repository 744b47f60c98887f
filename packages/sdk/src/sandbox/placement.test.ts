import { describe, expect, test } from "vitest";
import { SandboxError, SandboxResourceExhaustedError, SandboxUnavailableError } from "../errors/index.js";
import {
  failure,
  sandboxIn,
  type ScriptedServer,
  startScriptedServer,
  Status,
  v1,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

const { SANDBOX_MODE_CKS, SANDBOX_MODE_SERVERLESS, SANDBOX_MODE_UNSPECIFIED } = v1.SandboxMode;
const DOMAIN = "cwsandbox.com";

type Outcome = "created" | Error;

/** A server whose creates end like this, one after the other; the last outcome stays. */
async function withOutcomes(...outcomes: Outcome[]): Promise<ScriptedServer> {
  const server = await startScriptedServer();
  server.on.createSandbox = async (request) => {
    server.created.push(request);
    const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
    if (outcome instanceof Error) throw outcome;
    return sandboxIn("sb-1", v1.State.STATE_CREATING);
  };
  return server;
}

function refused(code: Status, reason: string, domain = DOMAIN): Error {
  return failure(code, "no", { errorInfo: { reason, domain, metadata: {} } });
}

/** Mode and runners of each create. */
function places(server: ScriptedServer): unknown[] {
  return server.created.map(({ sandbox }) => [sandbox?.spec?.mode, sandbox?.spec?.runnerIds]);
}

function ids(server: ScriptedServer): string[] {
  return server.created.map(({ requestId }) => requestId);
}

describe("placement", () => {
  test("J11 runner ids imply the own cluster; modes are sent", async () => {
    await using server = await withOutcomes("created");
    const baseUrl = server.url;
    await new Sandbox({ baseUrl, runnerIds: ["r1"] }).start();
    await new Sandbox({ baseUrl, placementMode: "serverless" }).start();
    await new Sandbox({ baseUrl }).start();
    expect(places(server)).toEqual([
      [SANDBOX_MODE_CKS, ["r1"]],
      [SANDBOX_MODE_SERVERLESS, []],
      [SANDBOX_MODE_UNSPECIFIED, []],
    ]);
  });

  test.each([
    [Status.RESOURCE_EXHAUSTED, "CWSANDBOX_RUNNER_CAPACITY_EXHAUSTED"],
    [Status.FAILED_PRECONDITION, "CWSANDBOX_PLACEMENT_REJECTED"],
    [Status.FAILED_PRECONDITION, "CWSANDBOX_PLACEMENT_CONSTRAINT_UNSATISFIED"],
    [Status.FAILED_PRECONDITION, "CWSANDBOX_NO_SUITABLE_RUNNER"],
    [Status.UNAVAILABLE, "CWSANDBOX_RUNNER_OVERLOADED"],
    [Status.UNAVAILABLE, "CWSANDBOX_RUNNER_UNAVAILABLE"],
    [Status.INVALID_ARGUMENT, "CWSANDBOX_RESOURCE_CEILING_EXCEEDED"],
  ])("J11 a create without a place spills over once, under a new id: %s %s", async (code, reason) => {
    await using server = await withOutcomes(refused(code, reason), "created");
    const sandbox = new Sandbox({
      baseUrl: server.url,
      runnerIds: ["r1"],
      placementSpillover: "cks_then_serverless",
    });
    await sandbox.start();
    expect(places(server)).toEqual([
      [SANDBOX_MODE_CKS, ["r1"]],
      [SANDBOX_MODE_SERVERLESS, []],
    ]);
    expect(new Set(ids(server)).size).toBe(2);
    expect(sandbox.sandboxId).toBe("sb-1");
  });

  test.each([
    ["another reason", refused(Status.FAILED_PRECONDITION, "CWSANDBOX_SERVERLESS_DISABLED")],
    ["another domain", refused(Status.UNAVAILABLE, "CWSANDBOX_RUNNER_OVERLOADED", "example.com")],
    ["another status", refused(Status.INTERNAL, "CWSANDBOX_RUNNER_OVERLOADED")],
    ["a ceiling as a quota", refused(Status.RESOURCE_EXHAUSTED, "CWSANDBOX_RESOURCE_CEILING_EXCEEDED")],
    ["no reason", failure(Status.UNAVAILABLE, "no")],
  ])("J11 nothing spills over for %s", async (_name, error) => {
    await using server = await withOutcomes(error);
    const baseUrl = server.url;
    const sandbox = new Sandbox({ baseUrl, placementSpillover: "serverless_then_cks" });
    await expect(sandbox.start()).rejects.toBeInstanceOf(SandboxError);
    expect(places(server)).toEqual([[SANDBOX_MODE_SERVERLESS, []]]);
  });

  test("J11 strict placement never spills over", async () => {
    await using server = await withOutcomes(refused(Status.UNAVAILABLE, "CWSANDBOX_RUNNER_UNAVAILABLE"));
    await expect(new Sandbox({ baseUrl: server.url, runnerIds: ["r"] }).start()).rejects.toThrow();
    expect(server.created).toHaveLength(1);
  });

  test("J11 a second refusal has the first as its cause, and leads back to the first place and id", async () => {
    const noPlace = refused(Status.FAILED_PRECONDITION, "CWSANDBOX_NO_SUITABLE_RUNNER");
    const forbidden = failure(Status.PERMISSION_DENIED, "not yours");
    await using server = await withOutcomes(noPlace, forbidden, "created");
    const sandbox = new Sandbox({ baseUrl: server.url, placementSpillover: "serverless_then_cks" });
    const error: unknown = await sandbox.start().then(null, (thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "AUTHENTICATION_FAILED" });
    expect(error).toMatchObject({ cause: { reason: "CWSANDBOX_NO_SUITABLE_RUNNER" } });
    await sandbox.start();
    const [first, second, third] = ids(server);
    expect(first).toBe(third);
    expect(second).not.toBe(first);
    expect(places(server)[2]).toEqual([SANDBOX_MODE_SERVERLESS, []]);
  });

  test("J11 after an unknown outcome a later start stays with the second place and id", async () => {
    const noPlace = refused(Status.FAILED_PRECONDITION, "CWSANDBOX_NO_SUITABLE_RUNNER");
    await using server = await withOutcomes(noPlace, failure(Status.UNAVAILABLE, "cut"), "created");
    const sandbox = new Sandbox({ baseUrl: server.url, placementSpillover: "serverless_then_cks" });
    await expect(sandbox.start()).rejects.toBeInstanceOf(SandboxUnavailableError);
    await sandbox.start();
    const [, second, third] = ids(server);
    expect(third).toBe(second);
    expect(places(server)[2]).toEqual([SANDBOX_MODE_CKS, []]);
  });
});

describe("a create without room", () => {
  const full = (retryDelaySeconds?: number): Error =>
    failure(Status.RESOURCE_EXHAUSTED, "full", {
      errorInfo: { reason: "CWSANDBOX_RUNNER_CAPACITY_EXHAUSTED", domain: DOMAIN, metadata: {} },
      ...(retryDelaySeconds === undefined ? {} : { retryDelaySeconds }),
    });

  test("is repeated within the budget, unchanged", async () => {
    await using server = await withOutcomes(full(0), full(0.01), "created");
    await new Sandbox({ baseUrl: server.url, createRetryBudgetSeconds: 30 }).start();
    expect(server.created).toHaveLength(3);
    expect(new Set(ids(server)).size).toBe(1);
    expect(server.created[2]).toEqual(server.created[0]);
  });

  test("counts at once without a budget, and when the budget would be over before the next attempt", async () => {
    await using server = await withOutcomes(full(5));
    const baseUrl = server.url;
    const strict = new Sandbox({ baseUrl }).start();
    await expect(strict).rejects.toBeInstanceOf(SandboxResourceExhaustedError);
    const short = new Sandbox({ baseUrl, createRetryBudgetSeconds: 3 }).start();
    await expect(short).rejects.toBeInstanceOf(SandboxResourceExhaustedError);
    expect(server.created).toHaveLength(2);
  });

  test("another failure is never repeated", async () => {
    await using server = await withOutcomes(failure(Status.UNAVAILABLE, "down", { retryDelaySeconds: 0 }));
    const start = new Sandbox({ baseUrl: server.url, createRetryBudgetSeconds: 30 }).start();
    await expect(start).rejects.toBeInstanceOf(SandboxUnavailableError);
    expect(server.created).toHaveLength(1);
  });

  test("waiting for room ends with the last who wanted the sandbox", async () => {
    await using server = await withOutcomes(full(9));
    const giveUp = new AbortController();
    const sandbox = new Sandbox({ baseUrl: server.url, createRetryBudgetSeconds: 60 });
    const start = sandbox.start({ signal: giveUp.signal });
    await expect.poll(() => server.created.length).toBe(1);
    giveUp.abort(new Error("enough"));
    await expect(start).rejects.toThrow("enough");
    await sandbox.stop();
    await expect(sandbox.start()).rejects.toMatchObject({ code: "SANDBOX_NOT_RUNNING" });
    expect(server.created).toHaveLength(1);
  });
});

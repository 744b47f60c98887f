import { describe, expect, test } from "vitest";
import { SandboxError, SandboxNotFoundError, SandboxUnavailableError } from "../errors/index.js";
import {
  failure,
  type ScriptedServer,
  startScriptedServer,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

const unavailable = (retryDelaySeconds?: number): Error =>
  failure(Status.UNAVAILABLE, "later", retryDelaySeconds === undefined ? {} : { retryDelaySeconds });

/** Each operation that is repeated when the server says when: how it is done, and the method it calls. */
const OPERATIONS: readonly (readonly [
  string,
  "deleteSandbox" | "readFile",
  (server: ScriptedServer) => Promise<unknown>,
])[] = [
  ["deletion by id", "deleteSandbox", async ({ url }) => Sandbox.delete("sb-9", { baseUrl: url })],
  [
    "stop",
    "deleteSandbox",
    async ({ url }) => {
      const sandbox = await Sandbox.run({ defaults: { baseUrl: url } });
      await sandbox.stop();
    },
  ],
  ["reading a file", "readFile", async ({ url }) => new Sandbox({ baseUrl: url }).readFile("/f")],
];

describe.each(OPERATIONS)("%s", (_name, method, act) => {
  const calls = (server: ScriptedServer): number =>
    server.count(method === "readFile" ? "ReadFile" : "DeleteSandbox");

  /** Replaces the method by one that fails like this, one error after the other, and then works. */
  function failWith(server: ScriptedServer, ...errors: Error[]): void {
    const fail = async (): Promise<Record<string, never>> => {
      const error = errors.shift();
      if (error !== undefined) throw error;
      server.states.set("sb-1", [6]);
      return {};
    };
    server.on[method] = fail;
  }

  test("is repeated twice when the server says when", async () => {
    await using server = await startScriptedServer();
    failWith(server, unavailable(0), unavailable(0.01));
    await act(server);
    expect(calls(server)).toBe(3);
  });

  test("is given up after three attempts", async () => {
    await using server = await startScriptedServer();
    failWith(server, unavailable(0), unavailable(0), unavailable(0), unavailable(0));
    await expect(act(server)).rejects.toBeInstanceOf(SandboxUnavailableError);
    expect(calls(server)).toBe(3);
  });

  test.each([
    ["without a suggested time", unavailable()],
    ["when that is too far away", unavailable(11)],
    ["for another status", failure(Status.INTERNAL, "broken", { retryDelaySeconds: 0 })],
    [
      "for another status with a known reason",
      failure(Status.INTERNAL, "broken", {
        retryDelaySeconds: 0,
        errorInfo: { reason: "CWSANDBOX_BACKEND_UNAVAILABLE", domain: "cwsandbox.com", metadata: {} },
      }),
    ],
  ])("is not repeated %s", async (_case, error) => {
    await using server = await startScriptedServer();
    failWith(server, error);
    await expect(act(server)).rejects.toBeInstanceOf(SandboxError);
    expect(calls(server)).toBe(1);
  });

  test("missing on a repetition counts as done where something was to be removed", async () => {
    await using server = await startScriptedServer();
    failWith(server, unavailable(0), failure(Status.NOT_FOUND, "gone"));
    if (method === "readFile") await expect(act(server)).rejects.toBeInstanceOf(SandboxNotFoundError);
    else await act(server);
    expect(calls(server)).toBe(2);
  });
});

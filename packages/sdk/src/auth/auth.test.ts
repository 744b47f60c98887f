import { afterEach, describe, expect, test, vi } from "vitest";
import { CWSandboxAuthenticationError } from "../errors/index.js";
import { Sandbox } from "../sandbox/index.js";
import { failure, startScriptedServer, Status } from "../transport-grpc/scripted-server.test-support.js";
import { type AuthHeaders, resolveAuthHeaders, setAuthMode } from "./index.js";

/** What a callback in plain JavaScript may do. */
function giveNothing(): AuthHeaders {
  return JSON.parse("null");
}

afterEach(() => vi.unstubAllEnvs());

describe("authentication", () => {
  test("M1 the key is a bearer header on unary and streaming calls", async () => {
    vi.stubEnv("CWSANDBOX_API_KEY", "key-1");
    await using server = await startScriptedServer();
    await new Sandbox({ baseUrl: server.url }).exec(["true"]);
    const methods = new Set(server.calls.map((call) => call.method));
    expect(methods.has("StreamExec") && methods.has("CreateSandbox")).toBe(true);
    const headers = server.calls.map((call) => call.headers.get("authorization"));
    expect(new Set(headers)).toEqual(new Set(["Bearer key-1"]));
  });

  test("M1 without a key there is no header, and a refusal is an authentication error", async () => {
    vi.stubEnv("CWSANDBOX_API_KEY", "");
    await using server = await startScriptedServer();
    server.on.createSandbox = async () => {
      throw failure(Status.UNAUTHENTICATED, "no key");
    };
    const started = new Sandbox({ baseUrl: server.url }).start();
    await expect(started).rejects.toBeInstanceOf(CWSandboxAuthenticationError);
    expect(server.calls.some((call) => call.headers.has("authorization"))).toBe(false);
    expect(await resolveAuthHeaders()).toEqual({ headers: {}, strategy: "none" });
  });

  // The mode cannot be taken back, so everything about it is one test, the last of this file.
  test("M2 a mode replaces the key, the last one wins, and one without headers is an error", async () => {
    await using server = await startScriptedServer();
    setAuthMode("x", () => ({ headers: { "X-Token": "t" }, strategy: "x" }));
    await Sandbox.list({ baseUrl: server.url });
    expect(server.calls.map((call) => call.headers.get("x-token"))).toEqual(["t"]);
    setAuthMode("y", async () => ({ headers: { "X-Token": "u" }, strategy: "y" }));
    await Sandbox.list({ baseUrl: server.url });
    expect(server.calls.at(-1)?.headers.get("x-token")).toBe("u");
    setAuthMode("empty", giveNothing);
    const listed = Sandbox.list({ baseUrl: server.url });
    await expect(listed).rejects.toBeInstanceOf(CWSandboxAuthenticationError);
    await expect(listed).rejects.toThrow('"empty"');
  });
});

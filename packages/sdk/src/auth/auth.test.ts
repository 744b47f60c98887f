import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type AuthHeaders, hasAuthHeaders, SandboxDefaults, WandbAuth } from "../config/index.js";
import { listRunners } from "../discovery/index.js";
import { CWSandboxAuthenticationError, CWSandboxValidationError } from "../errors/index.js";
import { Sandbox } from "../sandbox/index.js";
import { Session } from "../session/index.js";
import {
  failure,
  type ScriptedServer,
  startScriptedServer,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { setAuthMode } from "./index.js";

/** What a callback in plain JavaScript may do. */
function giveNothing(): AuthHeaders {
  return JSON.parse("null");
}

const tokenOf = (value: string): AuthHeaders => ({ headers: { "X-Token": value }, strategy: "test" });

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
  vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
  vi.stubEnv("CWSANDBOX_API_KEY", "");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

const seen = (header: string): unknown => [
  ...new Set(server.calls.map(({ headers }) => headers.get(header))),
];

describe("the key of the environment", () => {
  test("M1 is a bearer header on unary and streaming calls", async () => {
    vi.stubEnv("CWSANDBOX_API_KEY", " key-1\n");
    await new Sandbox().exec(["true"]);
    const methods = new Set(server.calls.map((call) => call.method));
    expect(methods.has("StreamExec") && methods.has("CreateSandbox")).toBe(true);
    expect(seen("authorization")).toEqual(["Bearer key-1"]);
  });

  test("M1 without a key there is no header, and a refusal is an authentication error", async () => {
    server.on.createSandbox = async () => {
      throw failure(Status.UNAUTHENTICATED, "no key");
    };
    await expect(new Sandbox().start()).rejects.toBeInstanceOf(CWSandboxAuthenticationError);
    expect(server.calls.some((call) => call.headers.has("authorization"))).toBe(false);
  });

  test("M1 can be demanded: without it nothing is sent", async () => {
    const started = new Sandbox({ auth: "coreweave_api_key" }).start();
    await expect(started).rejects.toBeInstanceOf(CWSandboxAuthenticationError);
    await expect(started).rejects.toThrow("CWSANDBOX_API_KEY");
    expect(server.calls).toEqual([]);
    vi.stubEnv("CWSANDBOX_API_KEY", "key-2");
    await Sandbox.list({ auth: "coreweave_api_key" });
    expect(seen("authorization")).toEqual(["Bearer key-2"]);
  });

  test("a key that no header can carry is refused without repeating it", async () => {
    vi.stubEnv("CWSANDBOX_API_KEY", "schlüssel");
    const error: unknown = await Sandbox.list().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CWSandboxAuthenticationError);
    expect(inspect(error)).not.toContain("schlüssel");
  });
});

describe("the option auth", () => {
  test("is taken by every way to a sandbox", async () => {
    const call = { auth: tokenOf("t") };
    await Sandbox.list(call);
    await Sandbox.delete("sb-9", call);
    const found = await Sandbox.fromId("sb-9", call);
    await found.getStatus();
    await Sandbox.run(call);
    await new Sandbox({ defaults: new SandboxDefaults(call) }).start();
    await using session = new Session({}, null, call);
    await session.sandbox().start();
    await session.list();
    await session.fromId("sb-9", { adopt: false });
    await session
      .function(() => 1)
      .remote()
      .catch(String);
    await using other = Sandbox.session({}, call);
    await other.sandbox().start();
    expect(seen("x-token")).toEqual(["t"]);
    await expect(listRunners({ auth: JSON.parse("5") })).rejects.toMatchObject({ field: "auth" });
  });

  test("of the sandbox beats that of the session, which beats the defaults and the key", async () => {
    vi.stubEnv("CWSANDBOX_API_KEY", "key");
    await using session = new Session({ auth: tokenOf("defaults") }, null, { auth: tokenOf("session") });
    await session.sandbox({ auth: tokenOf("sandbox") }).start();
    await session.sandbox().start();
    await new Sandbox({ defaults: { auth: tokenOf("defaults") } }).start();
    expect(seen("x-token")).toEqual(["sandbox", "session", "defaults"]);
    expect(seen("authorization")).toEqual([undefined]);
  });

  test("a provider is asked once for each object and for each other call, and told the address", async () => {
    const asked: string[] = [];
    const auth = {
      resolveAuth: async ({ baseUrl }: { readonly baseUrl: string }) => {
        asked.push(baseUrl);
        return tokenOf(String(asked.length));
      },
    };
    const sandbox = new Sandbox({ auth });
    await Promise.all([sandbox.exec(["true"]), sandbox.exec(["true"])]);
    expect(seen("x-token")).toEqual(["1"]);
    const [found] = await Promise.all([Sandbox.fromId("sb-1", { auth }), Sandbox.list({ auth })]);
    await found.getStatus();
    await expect(listRunners({ auth })).rejects.toThrow("List runners");
    expect(asked).toEqual([server.url, server.url, server.url, server.url]);
  });

  test("a provider that gives nothing or fails is an authentication error without credentials", async () => {
    for (const resolveAuth of [giveNothing, () => expect.fail("secret-1"), () => tokenOf("secret-1\n")]) {
      const error: unknown = await Sandbox.list({ auth: { resolveAuth } }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(CWSandboxAuthenticationError);
      expect(String(error)).not.toContain("secret-1");
    }
    expect(server.calls).toEqual([]);
  });

  test.each([["bearer"], [5], [[]], [{}], [{ headers: { "a b": "c" } }], [{ headers: { a: 1 } }]])(
    "%j is refused before anything is sent",
    async (value) => {
      const auth = JSON.parse(JSON.stringify(value));
      expect(() => new Sandbox({ auth })).toThrow(CWSandboxValidationError);
      expect(() => new Session({ auth })).toThrow("auth");
      await expect(Sandbox.list({ auth })).rejects.toMatchObject({ field: "auth" });
      expect(server.calls).toEqual([]);
    },
  );

  test("defaults do not show the credentials they hold", () => {
    const defaults = new SandboxDefaults({ auth: tokenOf("secret-2") }).withOverrides({ tags: ["a"] });
    expect(inspect(defaults, { depth: 9, showHidden: true }) + JSON.stringify(defaults)).not.toContain(
      "secret-2",
    );
    expect(inspect(defaults, { depth: 9 })).toContain("x-token");
  });

  test("empty headers prove nothing", () => {
    expect([hasAuthHeaders(tokenOf("t")), hasAuthHeaders({ headers: {}, strategy: "none" })]).toEqual([
      true,
      false,
    ]);
  });

  test("without an address, chosen credentials are for the documented server", async () => {
    vi.stubEnv("CWSANDBOX_BASE_URL", "");
    const asked: string[] = [];
    const resolveAuth = ({ baseUrl }: { readonly baseUrl: string }): AuthHeaders => {
      asked.push(baseUrl);
      return giveNothing();
    };
    await expect(new Sandbox({ auth: { resolveAuth } }).start()).rejects.toThrow("auth provider");
    await expect(Sandbox.list({ auth: { resolveAuth } })).rejects.toThrow("auth provider");
    expect(asked).toEqual(["https://api.cwsandbox.com", "https://api.cwsandbox.com"]);
  });

  test("blank names for Weights & Biases are refused", () => {
    expect(() => new WandbAuth({ entity: " " })).toThrow("entity");
    expect(() => new WandbAuth({ project: "" })).toThrow("project");
  });
});

// The mode cannot be taken back, so everything about it is one test, the last of this file.
test("M2 a mode replaces the key, the last one wins, and one without headers is an error", async () => {
  vi.stubEnv("CWSANDBOX_API_KEY", "key");
  setAuthMode("x", () => ({ headers: { "X-Token": "t" }, strategy: "x" }));
  await Sandbox.list();
  expect(seen("x-token")).toEqual(["t"]);
  expect(seen("authorization")).toEqual([undefined]);
  await Sandbox.list({ auth: tokenOf("option") });
  expect(server.calls.at(-1)?.headers.get("x-token")).toBe("option");
  setAuthMode("y", async () => ({ headers: { "X-Token": "u" }, strategy: "y" }));
  await Sandbox.list();
  expect(server.calls.at(-1)?.headers.get("x-token")).toBe("u");
  setAuthMode("empty", giveNothing);
  const listed = Sandbox.list();
  await expect(listed).rejects.toBeInstanceOf(CWSandboxAuthenticationError);
  await expect(listed).rejects.toThrow('"empty"');
  expect(() => setAuthMode("z", JSON.parse("1"))).toThrow("callback");
});

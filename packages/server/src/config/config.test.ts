import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError, loadCommand, type ServerConfig } from "./index.js";

let directory = "";
let keyFile = "";
let pemFile = "";

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "cwsandbox-config-"));
  keyFile = join(directory, "keys");
  pemFile = join(directory, "pem");
  writeFileSync(keyFile, "# team keys\nfirst\n\n second \n");
  writeFileSync(pemFile, "no PEM");
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function configOf(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): ServerConfig {
  const command = loadCommand(argv, environment);
  if (command.kind !== "serve") throw new Error(command.kind);
  return command.config;
}

function refusal(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  try {
    loadCommand(argv, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error instanceof Error ? error.message : "";
  }
  throw new Error("should have been refused");
}

describe("where to listen", () => {
  test("embedded: in the runtime directory, else in a folder named by the outer user", () => {
    const inRuntime = configOf(["--embedded"], { XDG_RUNTIME_DIR: "/run/user/7" });
    expect(inRuntime.listen).toMatchObject({
      path: "/run/user/7/cwsandbox/server.sock",
      privateFolder: true,
    });
    const inTmp = configOf(["--embedded"], { CWSANDBOX_UID: "1234" });
    expect(inTmp.listen).toMatchObject({ path: "/tmp/cwsandbox-1234/server.sock" });
    expect([inTmp.embedded, inTmp.idleExitSeconds]).toEqual([true, 600]);
    expect(configOf(["--embedded", "--idle-exit-seconds", "5"]).idleExitSeconds).toBe(5);
  });

  test("nowhere, both, and what is no address are refused", () => {
    expect(refusal([])).toContain("--listen HOST:PORT");
    expect(refusal(["--embedded", "--listen", "127.0.0.1:1"])).toContain("leave --listen out");
    for (const address of ["8080", "127.0.0.1", "127.0.0.1:99999", "[x]:1", "a b:1"]) {
      expect(refusal(["--listen", address, "--no-auth"])).toContain(address);
    }
    expect(refusal(["--listen", "unix://relative"])).toContain("not absolute");
    expect(refusal(["--embedded"], { XDG_RUNTIME_DIR: `/${"x".repeat(100)}` })).toContain("longer than");
  });

  test("loopback needs a key or an explicit --no-auth, but not both", () => {
    for (const host of ["127.0.0.1", "[::1]", "localhost"]) {
      expect(refusal(["--listen", `${host}:0`])).toContain("--no-auth");
      expect(configOf(["--listen", `${host}:0`, "--no-auth"]).apiKeys).toEqual([]);
    }
    expect(configOf(["--listen", "127.0.0.1:0", "--api-key", "k"]).apiKeys).toEqual(["k"]);
    expect(refusal(["--listen", "127.0.0.1:0", "--no-auth", "--api-key", "k"])).toContain("exclude");
  });

  test("beyond loopback it takes a key and TLS, and the refusal says what is missing", () => {
    const tls = ["--tls-cert", pemFile, "--tls-key", pemFile];
    const key = ["--api-key", "k"];
    for (const address of ["0.0.0.0:1", "10.0.0.1:1", "[::]:1", "example.com:1"]) {
      const bare = refusal(["--listen", address, "--no-auth"]);
      expect(bare).toContain("--api-key-file");
      expect(bare).toContain("--tls-cert");
      const withKey = refusal(["--listen", address, ...key]);
      expect(withKey).toContain("--tls-cert");
      expect(withKey).not.toContain("--api-key-file");
      expect(refusal(["--listen", address, ...tls])).toContain("--api-key-file");
      // With both the address is fine, and the files are looked at.
      expect(refusal(["--listen", address, ...key, ...tls])).toContain("PEM files");
    }
  });

  test("half of TLS and files that cannot be read are refused by name", () => {
    expect(refusal(["--listen", "127.0.0.1:0", "--api-key", "k", "--tls-cert", pemFile])).toContain(
      "--tls-key",
    );
    const missing = ["--tls-cert", "/nope/c", "--tls-key", pemFile];
    expect(refusal(["--listen", "127.0.0.1:0", "--api-key", "k", ...missing])).toContain("/nope/c");
    const wrong = ["--tls-cert", pemFile, "--tls-key", pemFile];
    expect(refusal(["--listen", "127.0.0.1:0", "--api-key", "k", ...wrong])).toContain("PEM files");
  });
});

describe("keys", () => {
  test("come from options, a file and the environment, each once", () => {
    const config = configOf(["--listen", "127.0.0.1:0", "--api-key", "first", "--api-key-file", keyFile], {
      CWSANDBOX_SERVER_API_KEYS: "third, fourth",
    });
    expect(config.apiKeys).toEqual(["first", "second", "third", "fourth"]);
  });

  test("a missing file, an empty one and a key with blanks are refused", () => {
    const empty = join(directory, "empty");
    writeFileSync(empty, "# nothing\n");
    expect(refusal(["--listen", "127.0.0.1:0", "--api-key-file", "/nope"])).toContain("/nope");
    expect(refusal(["--listen", "127.0.0.1:0", "--api-key-file", empty])).toContain("no key");
    expect(refusal(["--listen", "127.0.0.1:0", "--api-key", "a b"])).toContain("header");
  });
});

describe("everything else", () => {
  test("defaults", () => {
    const config = configOf(["--embedded"], { CWSANDBOX_UID: "7", XDG_STATE_HOME: "/home/x/state" });
    expect(config).toMatchObject({
      engine: "local",
      stateDirectory: "/home/x/state/cwsandbox",
      runtime: "auto",
      defaultImage: "",
      defaultLifetimeSeconds: 86_400,
      maxLifetimeSeconds: 2_592_000,
      finishedRetentionSeconds: 86_400,
      finishedRetentionCount: 1000,
      mostPrepared: availableParallelism() * 16,
      logLevel: "info",
    });
    expect(configOf(["--embedded"], { CWSANDBOX_UID: "0" }).stateDirectory).toBe("/var/lib/cwsandbox");
    const team = configOf(["--listen", "127.0.0.1:0", "--no-auth"], { CWSANDBOX_UID: "0" });
    expect(team.stateDirectory).toBe("/var/lib/cwsandbox-server");
  });

  test("options beat the environment", () => {
    const environment = { CWSANDBOX_SERVER_STATE_DIR: "/a", CWSANDBOX_SERVER_RUNTIME: "runc" };
    const config = configOf(["--embedded", "--state-dir", "/b"], environment);
    expect([config.stateDirectory, config.runtime]).toEqual(["/b", "runc"]);
  });

  test("wrong values are all named at once", () => {
    const text = refusal(["--embedded", "--runtime", "docker", "--max-file-bytes", "x", "--state-dir", "y"]);
    expect(text).toContain("--runtime");
    expect(text).toContain("--max-file-bytes");
    expect(text).toContain("--state-dir");
    expect(refusal(["--embedded", "--bogus"])).toContain("--bogus");
    expect(refusal(["--embedded"], { CWSANDBOX_UID: "root" })).toContain("CWSANDBOX_UID");
    const lifetimes = ["--default-lifetime-seconds", "100", "--max-lifetime-seconds", "50"];
    expect(refusal(["--embedded", ...lifetimes])).toContain("--max-lifetime-seconds 50");
  });

  test("help and doctor need no address", () => {
    expect(loadCommand(["--help"], {}).kind).toBe("help");
    expect(loadCommand(["--doctor", "--state-dir", "/x"], {})).toMatchObject({
      kind: "doctor",
      engine: { stateDirectory: "/x", runtime: "auto" },
    });
  });
});

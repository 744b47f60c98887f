import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WandbAuth } from "../config/index.js";
import { CWSandboxAuthenticationError } from "../errors/index.js";
import { VERSION } from "../version.js";
import { resolveAuth } from "./index.js";

const SERVER = "https://api.example.com";
const VARIABLES = ["WANDB_API_KEY", "WANDB_ENTITY", "WANDB_PROJECT", "WANDB_BASE_URL"];

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cwsandbox-netrc-"));
  for (const name of VARIABLES) vi.stubEnv(name, "");
  vi.stubEnv("NETRC", join(folder, "netrc"));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function headersOf(auth: WandbAuth | "wandb"): Promise<Readonly<Record<string, string>>> {
  return (await resolveAuth(auth, SERVER)).headers;
}

const ALWAYS = {
  "x-wandb-sdk-version": VERSION,
  "x-cwsandbox-client-version": VERSION,
  "x-sandbox-integration": "js-sdk",
};

describe("Weights & Biases", () => {
  test("the key of the environment, with entity and project only when they are known", async () => {
    vi.stubEnv("WANDB_API_KEY", "key");
    expect(await headersOf("wandb")).toEqual({ ...ALWAYS, "x-wandb-api-key": "key" });
    vi.stubEnv("WANDB_ENTITY", "team");
    vi.stubEnv("WANDB_PROJECT", "idea");
    expect(await headersOf("wandb")).toMatchObject({ "x-entity-id": "team", "x-project-name": "idea" });
    const given = await resolveAuth(new WandbAuth({ entity: "me", project: "mine" }), SERVER);
    expect(given.strategy).toBe("wandb");
    expect(given.headers).toMatchObject({ "x-entity-id": "me", "x-project-name": "mine" });
  });

  test("the key of the netrc file, whatever else is in it", async () => {
    const netrc = `
      # machine api.wandb.ai password commented
      machine other.example.com login machine password no
      macdef init
      machine api.wandb.ai login user password macro

      machine wandb.ai login user password second
      machine api.wandb.ai
        login user
        password "quoted \\"key\\""
      default login anonymous password everybody
    `;
    await writeFile(join(folder, "netrc"), netrc);
    expect((await headersOf("wandb"))["x-wandb-api-key"]).toBe('quoted "key"');
    await writeFile(join(folder, "netrc"), "machine wandb.ai login user password second\n");
    expect((await headersOf("wandb"))["x-wandb-api-key"]).toBe("second");
  });

  test("a server of one's own is named, with the key for it", async () => {
    vi.stubEnv("WANDB_BASE_URL", "https://wandb.example.com:8443/");
    await writeFile(join(folder, "netrc"), "machine wandb.example.com login user password own\n");
    expect(await headersOf("wandb")).toEqual({
      ...ALWAYS,
      "x-wandb-api-key": "own",
      "x-wandb-host": "wandb.example.com:8443",
    });
    vi.stubEnv("WANDB_BASE_URL", "https://api.wandb.ai");
    vi.stubEnv("WANDB_API_KEY", "key");
    expect(await headersOf("wandb")).not.toHaveProperty("x-wandb-host");
  });

  test("no key, an unreadable file and a nonsense address say what to do", async () => {
    await writeFile(join(folder, "netrc"), "default login anonymous password everybody\n");
    await expect(headersOf("wandb")).rejects.toBeInstanceOf(CWSandboxAuthenticationError);
    await expect(headersOf("wandb")).rejects.toThrow("WANDB_API_KEY");
    vi.stubEnv("NETRC", folder);
    await expect(headersOf("wandb")).rejects.toThrow("cannot be read");
    vi.stubEnv("WANDB_BASE_URL", "nonsense");
    await expect(headersOf("wandb")).rejects.toThrow("WANDB_BASE_URL");
  });

  test("a key that cannot be sent is not repeated", async () => {
    vi.stubEnv("WANDB_API_KEY", "kéy");
    await expect(headersOf("wandb")).rejects.toThrow(/^(?!.*kéy).*x-wandb-api-key/);
  });
});

import { describe, expect, test, vi } from "vitest";
import { CWSandboxValidationError, SandboxError, SandboxNotFoundError } from "../errors/index.js";
import {
  failure,
  sandboxIn,
  startScriptedServer,
  v1,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

function threePages(token: string): string {
  return { "": "1", "1": "2" }[token] ?? "";
}

describe("listing and deletion", () => {
  test("G1, G2, G3, G10 what is asked for", async () => {
    await using server = await startScriptedServer();
    const requests: v1.ListSandboxesRequest[] = [];
    server.on.listSandboxes = async (request) => {
      requests.push(request);
      return {};
    };
    const baseUrl = server.url;
    await Sandbox.list({ baseUrl, tags: ["a", "b"], runnerIds: ["r"], profileNames: [] });
    await Sandbox.list({ baseUrl, status: "running" });
    await Sandbox.list({ baseUrl, status: "completed" });
    await Sandbox.list({ baseUrl, includeStopped: true });
    const asked = requests.map(({ tags, runnerIds, state, showTerminated }) => ({
      tags,
      runnerIds,
      state,
      showTerminated,
    }));
    expect(asked).toEqual([
      { tags: ["a", "b"], runnerIds: ["r"], state: v1.State.STATE_UNSPECIFIED, showTerminated: false },
      { tags: [], runnerIds: [], state: v1.State.STATE_RUNNING, showTerminated: false },
      { tags: [], runnerIds: [], state: v1.State.STATE_COMPLETED, showTerminated: true },
      { tags: [], runnerIds: [], state: v1.State.STATE_UNSPECIFIED, showTerminated: true },
    ]);
  });

  test("G2 wrong filters arrive through the handle, before any call", async () => {
    await using server = await startScriptedServer();
    const baseUrl = server.url;
    await expect(Sandbox.list({ baseUrl, status: "bogus" })).rejects.toBeInstanceOf(CWSandboxValidationError);
    await expect(Sandbox.list({ baseUrl, profileNames: ["p"] })).rejects.toThrow(
      "profileNames cannot be filtered by",
    );
    expect(server.calls).toEqual([]);
  });

  test("G9 all pages; a repeated token, too many pages and lost time are errors", async () => {
    await using server = await startScriptedServer();
    const baseUrl = server.url;
    let nextToken = threePages;
    server.on.listSandboxes = async ({ pageToken }) => ({
      sandboxes: [sandboxIn(`sb${pageToken}`, v1.State.STATE_RUNNING)],
      nextPageToken: nextToken(pageToken),
    });
    const found = await Sandbox.list({ baseUrl });
    expect(found.map((sandbox) => sandbox.sandboxId)).toEqual(["sb", "sb1", "sb2"]);
    nextToken = () => "again";
    await expect(Sandbox.list({ baseUrl })).rejects.toThrow("repeated a page token");
    nextToken = (token) => String(Number(token) + 1);
    await expect(Sandbox.list({ baseUrl })).rejects.toThrow(SandboxError);
    server.on.listSandboxes = async (_request, { signal }) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return {};
    };
    await expect(Sandbox.list({ baseUrl, timeoutSeconds: 0.2 })).rejects.toThrow(
      "not all pages came within 0.2 s",
    );
  });

  test("G4, G5, G11 attaching in any state; unknown ids", async () => {
    await using server = await startScriptedServer();
    server.on.getSandbox = async ({ sandboxId }) => {
      if (sandboxId === "nope") throw failure(Status.NOT_FOUND, "gone");
      return sandboxIn(sandboxId, sandboxId === "old" ? v1.State.STATE_TERMINATED : v1.State.STATE_RUNNING);
    };
    const baseUrl = server.url;
    const unknown = Sandbox.fromId("nope", { baseUrl });
    await expect(unknown).rejects.toBeInstanceOf(SandboxNotFoundError);
    await expect(unknown).rejects.toMatchObject({ sandboxId: "nope" });
    const old = await Sandbox.fromId("old", { baseUrl });
    expect(old.status).toBe("terminated");
    await expect(old.exec(["true"])).rejects.toThrow("is not running");
    const active = await Sandbox.fromId("sb", { baseUrl });
    expect((await active.exec(["true"])).returncode).toBe(0);
    expect(server.created).toEqual([]);
  });

  test("G6 deletion by id", async () => {
    await using server = await startScriptedServer();
    const baseUrl = server.url;
    await Sandbox.delete("sb", { baseUrl });
    expect(server.deleted[0]).toMatchObject({ sandboxId: "sb", gracePeriodSeconds: 0, allowMissing: false });
    server.on.deleteSandbox = async () => {
      throw failure(Status.NOT_FOUND, "gone");
    };
    await expect(Sandbox.delete("sb", { baseUrl })).rejects.toBeInstanceOf(SandboxNotFoundError);
    await Sandbox.delete("sb", { baseUrl, missingOk: true });
  });

  test("unknown options are refused by name", async () => {
    const options = { baseUrl: "http://127.0.0.1:9", tagz: ["a"] };
    await expect(Sandbox.list(options)).rejects.toThrow('Did you mean "tags"?');
  });
});

describe("creation", () => {
  test("B21 a single word is the whole main process; options come last", async () => {
    await using server = await startScriptedServer();
    vi.stubEnv("CWSANDBOX_BASE_URL", server.url);
    const sandbox = await Sandbox.run("env", { tags: ["t"], containerImage: "img", maxLifetimeSeconds: 5 });
    expect(sandbox.status).toBe("pending");
    const spec = server.created[0]?.sandbox?.spec;
    expect(spec).toMatchObject({ tags: ["t"], maxLifetimeSeconds: 5 });
    expect(spec?.containers).toMatchObject([{ name: "main", image: "img", command: "env", args: [] }]);
    vi.unstubAllEnvs();
  });

  test("the image is left to servers that have one, and documented elsewhere", async () => {
    await using plain = await startScriptedServer();
    await new Sandbox({ baseUrl: plain.url }).start();
    expect(plain.created[0]?.sandbox?.spec?.containers[0]?.image).toBe("python:3.11");
    await using ours = await startScriptedServer({ features: ["create-options"] });
    await new Sandbox({ baseUrl: ours.url }).start();
    expect(ours.created[0]?.sandbox?.spec?.containers[0]?.image).toBe("");
  });

  test("J resources, secrets, files, ports and rules in the contract's words", async () => {
    await using server = await startScriptedServer();
    await new Sandbox({
      baseUrl: server.url,
      resources: { cpu: "1", memory: "1Gi", gpu: { count: 2, type: "A100" } },
      secrets: [
        { store: "s", name: "a" },
        { store: "t", name: "b" },
        { store: "s", name: "c", envVar: "C" },
      ],
      mountedFiles: { "/etc/x": "text" },
      ports: [{ containerPort: 53, protocol: "udp", name: "dns" }],
      network: { ingressMode: "public", exposedPorts: [8000], egressMode: "blocked" },
      runnerIds: ["r1"],
    }).start();
    const spec = server.created[0]?.sandbox?.spec;
    const amount = {
      cpu: "1",
      memory: "1Gi",
      gpu: { count: 2n, selector: { $case: "type", value: "A100" } },
    };
    expect(spec?.containers[0]?.resourceRequirements).toEqual({ requests: amount, limits: amount });
    expect(spec?.containers[0]?.secretStores).toMatchObject([
      {
        storeName: "s",
        secrets: [
          { path: "a", envVar: "a" },
          { path: "c", envVar: "C" },
        ],
      },
      { storeName: "t", secrets: [{ path: "b", envVar: "b" }] },
    ]);
    expect(spec?.services).toMatchObject([
      {
        port: 53,
        name: "dns",
        protocol: v1.ServiceProtocol.SERVICE_PROTOCOL_UDP,
        visibility: v1.Visibility.VISIBILITY_UNSPECIFIED,
      },
      { port: 8000, visibility: v1.Visibility.VISIBILITY_PUBLIC },
    ]);
    expect(spec).toMatchObject({
      runnerIds: ["r1"],
      mode: v1.SandboxMode.SANDBOX_MODE_CKS,
      network: { denyEgress: true },
    });
    expect(Buffer.from(spec?.containers[0]?.files[0]?.content ?? []).toString()).toBe("text");
  });

  test("options beyond the contract travel in the extension, or are refused by name", async () => {
    await using ours = await startScriptedServer({ features: ["create-options"] });
    await new Sandbox({ baseUrl: ours.url, profileNames: ["p"], network: { egressMode: "special" } }).start();
    expect(ours.options).toMatchObject([{ profileNames: ["p"], egressMode: "special", leaseId: "" }]);
    await using plain = await startScriptedServer();
    const refused = new Sandbox({ baseUrl: plain.url, maxTimeoutSeconds: 5 }).start();
    await expect(refused).rejects.toBeInstanceOf(CWSandboxValidationError);
    await expect(refused).rejects.toMatchObject({ field: "maxTimeoutSeconds" });
    expect(plain.count("CreateSandbox")).toBe(0);
  });

  test("a sandbox is not thenable, and its text form shows id and status", async () => {
    await using server = await startScriptedServer();
    const sandbox = new Sandbox({ baseUrl: server.url });
    expect("then" in sandbox).toBe(false);
    expect(String(sandbox)).toBe("<Sandbox id=none status=not_started>");
    await sandbox.wait();
    expect(String(sandbox)).toBe("<Sandbox id=sb-1 status=running>");
  });
});

import { describe, expect, test } from "vitest";
import {
  sandboxIn,
  type ScriptedServer,
  startScriptedServer,
  v1,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

const { STATE_CREATING, STATE_RUNNING, STATE_TERMINATING, STATE_COMPLETED } = v1.State;
const PUBLIC = v1.Visibility.VISIBILITY_PUBLIC;
const HTTPS = v1.EndpointKind.ENDPOINT_KIND_HTTPS;
const PASSTHROUGH = v1.EndpointKind.ENDPOINT_KIND_TLS_PASSTHROUGH;
const OPEN = v1.EndpointAuth.ENDPOINT_AUTH_OPEN;

type Status = v1.DeepPartial<v1.SandboxStatus>;

/** An object for a sandbox that the server describes like this. */
async function attach(
  server: ScriptedServer,
  state: v1.State,
  status: Status,
  rest: v1.DeepPartial<v1.Sandbox> = {},
): Promise<Sandbox> {
  server.on.getSandbox = async ({ sandboxId }) => ({
    ...sandboxIn(sandboxId, state, status),
    ...v1.Sandbox.fromPartial(rest),
    sandboxId,
    status: sandboxIn(sandboxId, state, status).status,
  });
  return Sandbox.fromId("sb-1", { baseUrl: server.url });
}

describe("properties", () => {
  test("are empty before the start", () => {
    const sandbox = new Sandbox({
      baseUrl: "http://127.0.0.1:1",
      tags: ["a"],
      network: { ingressMode: "public" },
    });
    expect([sandbox.tags, sandbox.containers, sandbox.containerStatuses, sandbox.serviceUrls]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect([sandbox.createdAt, sandbox.control, sandbox.profileId, sandbox.effectiveRuntimeClass]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(sandbox.appliedIngressMode).toBeNull();
  });

  test("show what the server reports", async () => {
    await using server = await startScriptedServer();
    const createTime = new Date(1000);
    const sandbox = await attach(
      server,
      STATE_RUNNING,
      {
        createTime,
        effectiveRuntimeClass: "gvisor",
        attachedVolumeIds: ["v"],
        containerStatuses: [
          { name: "main", state: STATE_RUNNING, exitCode: 0, restartCount: 2 },
          { name: "init", state: STATE_COMPLETED, exitCode: 3 },
        ],
      },
      {
        spec: { tags: ["a", "b"], containers: [{ name: "main", image: "i" }] },
        control: v1.Control.CONTROL_PLATFORM,
      },
    );
    expect(sandbox.tags).toEqual(["a", "b"]);
    expect(sandbox.createdAt).toEqual(createTime);
    expect(sandbox.effectiveRuntimeClass).toBe("gvisor");
    expect(sandbox.attachedVolumeIds).toEqual(["v"]);
    expect(sandbox.control).toBe("platform");
    expect(sandbox.containers).toMatchObject([{ name: "main", image: "i", primary: true }]);
    expect(sandbox.containerStatuses).toEqual([
      { name: "main", state: "running", exitCode: null, restartCount: 2 },
      { name: "init", state: "completed", exitCode: 3, restartCount: 0 },
    ]);
  });

  test("addresses of services, by kind", async () => {
    await using server = await startScriptedServer();
    const sandbox = await attach(server, STATE_RUNNING, {
      services: [
        { port: 1, name: "plain", visibility: PUBLIC, url: "tcp://host:1" },
        {
          port: 2,
          name: "web",
          endpoint: { kind: HTTPS, auth: OPEN, url: "https://web", requestTimeoutSeconds: 15 },
          url: "ignored",
        },
        { port: 3, name: "no limit", endpoint: { kind: HTTPS, auth: OPEN, url: "https://old" } },
        { port: 4, name: "tls", endpoint: { kind: PASSTHROUGH, address: "tls:443" } },
        { port: 5, name: "none" },
      ],
    });
    expect(sandbox.exposedPorts).toEqual([{ port: 1, name: "plain" }]);
    expect(sandbox.serviceAddress).toBe("host:1");
    expect(sandbox.serviceUrls).toEqual([
      { port: 1, name: "plain", url: "tcp://host:1" },
      { port: 2, name: "web", url: "https://web" },
      { port: 3, name: "no limit", url: "https://old" },
    ]);
    expect(sandbox.serviceEndpoints).toEqual([
      { port: 2, name: "web", kind: "https", auth: "open", url: "https://web", requestTimeoutSeconds: 15 },
    ]);
    expect(sandbox.serviceAddresses).toEqual([
      { port: 4, name: "tls", kind: "tls_passthrough", address: "tls:443" },
    ]);
  });

  test("a passthrough's address is remembered while its row stays", async () => {
    await using server = await startScriptedServer();
    const row = (address: string) => ({ port: 4, name: "tls", endpoint: { kind: PASSTHROUGH, address } });
    const sandbox = await attach(server, STATE_CREATING, { services: [row("tls:443")] });
    const report = (state: v1.State, services: Status["services"]): void => {
      server.on.getSandbox = async ({ sandboxId }) =>
        sandboxIn(sandboxId, state, { services: services ?? [] });
    };
    report(STATE_RUNNING, [row("")]);
    await sandbox.getStatus();
    expect(sandbox.serviceAddresses).toMatchObject([{ address: "tls:443" }]);
    report(STATE_RUNNING, []);
    await sandbox.getStatus();
    expect(sandbox.serviceAddresses).toEqual([]);
    report(STATE_TERMINATING, [row("late:443")]);
    await sandbox.getStatus();
    expect(sandbox.serviceAddresses).toEqual([]);
  });

  test("rules in force; those of a newer server are left out", async () => {
    await using server = await startScriptedServer();
    const sandbox = await attach(server, STATE_RUNNING, {
      effectiveEgress: [
        { destination: { $case: "httpsHostname", value: "a.example.com" } },
        { destination: { $case: "httpsHostname", value: "*" } },
        {
          destination: { $case: "cidr", value: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
          ports: [{ port: 1, endPort: 9, protocol: "UDP" }],
        },
        { destination: { $case: "any", value: true }, ports: [{ port: 0 }] },
        {},
      ],
      effectiveIngress: [
        { source: { $case: "tenant", value: v1.TenantScope.UNRECOGNIZED } },
        { source: { $case: "any", value: true } },
      ],
    });
    expect(sandbox.dnsEgressNames).toEqual(["a.example.com"]);
    expect(sandbox.effectiveEgress).toEqual([
      { dnsName: "a.example.com" },
      {
        cidr: { cidr: "10.0.0.0/8", exceptCidrs: ["10.1.0.0/16"] },
        ports: [{ port: 1, endPort: 9, protocol: "UDP" }],
      },
    ]);
    expect(sandbox.effectiveIngress).toEqual([{ tenant: "unspecified" }, { any: true }]);
  });

  test("a bad row of an echoed sandbox does not make a list fail", async () => {
    await using server = await startScriptedServer();
    const containers: v1.DeepPartial<v1.Container>[] = [
      {
        name: "Odd name",
        volumeMounts: [
          { volume: "", mountPath: "/a" },
          { volume: "v", mountPath: "relative" },
          { volume: "v", mountPath: "/" },
          { volume: "v", mountPath: "/ok" },
        ],
        imagePullCredentials: { registry: "" },
        secretStores: [{ storeName: "", secrets: [{ path: "" }] }],
      },
      { name: "second", primary: true },
    ];
    server.on.listSandboxes = async () => ({
      sandboxes: [{ ...sandboxIn("sb-1", STATE_RUNNING), spec: v1.SandboxSpec.fromPartial({ containers }) }],
    });
    const [sandbox] = await Sandbox.list({ baseUrl: server.url });
    expect(sandbox?.containers).toMatchObject([
      { name: "Odd name", primary: false, volumeMounts: [{ volume: "v", mountPath: "/ok" }] },
      { name: "second", primary: true },
    ]);
  });

  test("modes that the server accepted are those asked for; an attached object knows none", async () => {
    await using server = await startScriptedServer();
    const baseUrl = server.url;
    const network = { ingressMode: "public", exposedPorts: [80], egressMode: "blocked" };
    const sandbox = await Sandbox.run({ defaults: { baseUrl, network } });
    expect([sandbox.appliedIngressMode, sandbox.appliedEgressMode]).toEqual(["public", "blocked"]);
    const attached = await Sandbox.fromId("sb-1", { baseUrl });
    expect([attached.appliedIngressMode, attached.appliedEgressMode]).toEqual([null, null]);
  });
});

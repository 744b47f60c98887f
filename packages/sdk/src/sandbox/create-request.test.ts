import { describe, expect, test } from "vitest";
import type { SandboxConstructorOptions } from "../config/index.js";
import { startScriptedServer, v1 } from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

/** The spec that these options make. */
async function specOf(options: SandboxConstructorOptions): Promise<v1.SandboxSpec | undefined> {
  await using server = await startScriptedServer();
  await new Sandbox({ ...options, baseUrl: server.url }).start();
  return server.created[0]?.sandbox?.spec;
}

describe("a create in the contract's words", () => {
  test("an ordinary one says no more than it must", async () => {
    const spec = await specOf({ tags: ["t"], containerImage: "i", command: "sh", args: ["-c", "x"] });
    expect(spec).toEqual(
      v1.SandboxSpec.fromPartial({
        tags: ["t"],
        containers: [{ name: "main", image: "i", command: "sh", args: ["-c", "x"] }],
      }),
    );
  });

  test("J5, J9 graphics processors on both sides, annotations, workingDir, privileges, credentials", async () => {
    const spec = await specOf({
      resources: { gpu: { count: 1, memory_gb: 40 } },
      annotations: { "a/b": "c" },
      workingDir: "/w",
      runtimeClass: "gvisor",
      securityContext: { runAsUser: 0, privileged: false, capabilitiesDrop: ["ALL"] },
      imagePullCredentials: { registry: "r", store: "s", name: "n" },
      objectStorageAccess: { buckets: ["b"], permission: "read_write", objectPrefix: "p/" },
    });
    const gpu = { count: 1n, selector: { $case: "memoryGb", value: 40n } };
    expect(spec?.containers[0]?.resourceRequirements).toMatchObject({ requests: { gpu }, limits: { gpu } });
    expect(spec?.annotations).toEqual({ "a/b": "c" });
    expect(spec?.runtimeClass).toBe("gvisor");
    expect(spec?.objectStorageAccess).toEqual({
      buckets: ["b"],
      permission: v1.ObjectStoragePermission.OBJECT_STORAGE_PERMISSION_READ_WRITE,
      objectPrefix: "p/",
    });
    expect(spec?.containers[0]).toMatchObject({
      workingDir: "/w",
      securityContext: { runAsUser: 0, runAsGroup: undefined, privileged: false, capabilitiesDrop: ["ALL"] },
      imagePullCredentials: { registry: "r", credentials: { storeName: "s", path: "n", field: "" } },
    });
  });

  test("services beside older ports, with addresses", async () => {
    const spec = await specOf({
      ports: [{ containerPort: 53, protocol: "udp" }],
      services: [
        {
          port: 80,
          name: "web",
          visibility: "public",
          endpoint: { kind: "https", auth: "open", requestTimeoutSeconds: 60 },
        },
        { port: 81, protocol: "tcp", visibility: "custom" },
      ],
    });
    expect(spec?.services).toEqual([
      {
        port: 80,
        name: "web",
        protocol: v1.ServiceProtocol.SERVICE_PROTOCOL_UNSPECIFIED,
        visibility: v1.Visibility.VISIBILITY_PUBLIC,
        endpoint: {
          kind: v1.EndpointKind.ENDPOINT_KIND_HTTPS,
          auth: v1.EndpointAuth.ENDPOINT_AUTH_OPEN,
          requestTimeoutSeconds: 60,
        },
      },
      {
        port: 81,
        name: "",
        protocol: v1.ServiceProtocol.SERVICE_PROTOCOL_TCP,
        visibility: v1.Visibility.VISIBILITY_CUSTOM,
        endpoint: undefined,
      },
      expect.objectContaining({ port: 53, protocol: v1.ServiceProtocol.SERVICE_PROTOCOL_UDP }),
    ]);
  });

  test("network rules", async () => {
    const spec = await specOf({
      network: {
        denyIngress: false,
        egress: [
          { dnsName: "a.b" },
          {
            cidr: { cidr: "10.0.0.0/8", exceptCidrs: ["10.1.0.0/16"] },
            ports: [{ port: 1, endPort: 2, protocol: "UDP" }],
          },
          { selector: { podLabels: { app: "db" } } },
        ],
        ingress: [{ tenant: "same_user", ports: [80] }],
      },
    });
    expect(spec?.network).toMatchObject({
      denyEgress: undefined,
      denyIngress: false,
      egress: [
        { destination: { $case: "httpsHostname", value: "a.b" }, ports: [] },
        {
          destination: { $case: "cidr", value: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
          ports: [{ port: 1, endPort: 2, protocol: "UDP" }],
        },
        { destination: { $case: "selector", value: { podLabels: { app: "db" }, namespaceLabels: {} } } },
      ],
      ingress: [
        {
          source: { $case: "tenant", value: v1.TenantScope.TENANT_SCOPE_SAME_USER },
          ports: [{ port: 80, endPort: 0, protocol: "" }],
        },
      ],
    });
  });

  test("several containers as they were given; a single one without name and default command", async () => {
    const single = await specOf({ defaults: { containerImage: "ignored", containers: [{ image: "i" }] } });
    expect(single?.containers).toEqual([v1.Container.fromPartial({ image: "i" })]);
    const several = await specOf({
      containers: [
        {
          name: "worker",
          image: "a",
          resources: { cpu: "1" },
          primary: true,
          environmentVariables: { A: "1" },
        },
        {
          name: "helper",
          image: "b",
          resources: { cpu: "1" },
          volumeMounts: [{ volume: "v", mountPath: "/v" }],
        },
      ],
    });
    expect(several?.containers).toMatchObject([
      { name: "worker", primary: true, environmentVariables: { A: "1" } },
      {
        name: "helper",
        primary: undefined,
        volumeMounts: [{ volume: "v", mountPath: "/v", readOnly: false, subPath: "" }],
      },
    ]);
  });
});

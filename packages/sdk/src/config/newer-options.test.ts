import { describe, expect, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import type { SandboxConstructorOptions } from "./options.js";
import { resolveSandboxOptions, type SandboxConfig } from "./resolve.js";
import type { SandboxDefaultsOptions } from "./defaults-options.js";
import { SandboxDefaults } from "./sandbox-defaults.js";

function resolve(explicit: object, defaults: SandboxDefaultsOptions = {}): SandboxConfig {
  return resolveSandboxOptions(explicit, new SandboxDefaults(defaults), {});
}

function refusedField(explicit: object, defaults: SandboxDefaultsOptions = {}): string | null {
  try {
    resolve(explicit, defaults);
  } catch (error) {
    if (error instanceof CWSandboxValidationError) return error.field;
    throw error;
  }
  return "accepted";
}

describe("placement", () => {
  const anywhere = { mode: "unspecified", runnerIds: [] };

  test.each([
    ["nothing", {}, { first: anywhere, second: null }],
    ["a mode in any case", { placementMode: "Serverless" }, { first: { mode: "serverless" }, second: null }],
    ["runner ids imply cks", { runnerIds: ["r"] }, { first: { mode: "cks", runnerIds: ["r"] } }],
    ["runner ids with cks", { runnerIds: ["r"], placementMode: "cks" }, { first: { mode: "cks" } }],
    [
      "a spillover fills the mode, and leaves the runners behind",
      { placementSpillover: "CKS_then_serverless", runnerIds: ["r"] },
      { first: { mode: "cks", runnerIds: ["r"] }, second: { mode: "serverless", runnerIds: [] } },
    ],
    [
      "the other spillover",
      { placementSpillover: "serverless_then_cks", placementMode: "serverless" },
      { first: { mode: "serverless" }, second: { mode: "cks" } },
    ],
  ])("J11 %s", (_name, options, plan) => {
    expect(resolve(options).placement).toMatchObject(plan);
  });

  test.each([
    ["an unknown mode", { placementMode: "cloud" }, "placementMode"],
    ["an unknown spillover", { placementSpillover: "never" }, "placementSpillover"],
    ["serverless with runner ids", { placementMode: "serverless", runnerIds: ["r"] }, "placementMode"],
    [
      "a mode against the spillover",
      { placementMode: "serverless", placementSpillover: "cks_then_serverless" },
      "placementMode",
    ],
    [
      "a spillover from serverless with runner ids",
      { placementSpillover: "serverless_then_cks", runnerIds: ["r"] },
      "placementSpillover",
    ],
  ])("J11 refused: %s", (_name, options, field) => {
    expect(refusedField(options)).toBe(field);
  });

  test("defaults are overridden one by one", () => {
    const defaults = { placementMode: "cks", placementSpillover: "cks_then_serverless" } as const;
    expect(resolve({}, defaults).placement.second).toEqual({ mode: "serverless", runnerIds: [] });
    expect(resolve({ placementSpillover: "strict" }, defaults).placement).toEqual({
      first: { mode: "cks", runnerIds: [] },
      second: null,
    });
    expect(refusedField({ placementMode: "serverless" }, defaults)).toBe("placementMode");
  });
});

describe("network rules", () => {
  test("are copied; short forms become full ones, names become lower case", () => {
    const network = resolve({
      network: {
        denyIngress: true,
        egress: [
          { dnsName: " *.Example.COM ", ports: [443] },
          { cidr: "10.0.0.0/8" },
          { cidr: { cidr: "::/0", except: ["fd00::/8"] }, ports: [{ port: 1, endPort: 9, protocol: "udp" }] },
          { tenant: "same_org" },
          { any: true },
          { selector: { podLabels: { app: "db" } } },
        ],
        ingress: [{ any: true, ports: [8000] }],
      },
    } satisfies SandboxConstructorOptions).network;
    expect(network).toEqual({
      denyIngress: true,
      egress: [
        { dnsName: "*.example.com", ports: [{ port: 443 }] },
        { cidr: { cidr: "10.0.0.0/8" } },
        {
          cidr: { cidr: "::/0", exceptCidrs: ["fd00::/8"] },
          ports: [{ port: 1, endPort: 9, protocol: "UDP" }],
        },
        { tenant: "same_org" },
        { any: true },
        { selector: { podLabels: { app: "db" } } },
      ],
      ingress: [{ any: true, ports: [{ port: 8000 }] }],
    });
  });

  test.each([
    ["deny and allow", { denyEgress: true, egress: [{ any: true }] }, "network.denyEgress"],
    ["a mode name and rules", { egressMode: "internet", egress: [{ any: true }] }, "network.egressMode"],
    ["a text for a list", { egress: "example.com" }, "network.egress"],
    ["a text for a rule", { egress: ["example.com"] }, "network.egress[0]"],
    ["no destination", { egress: [{ ports: [443] }] }, "network.egress[0]"],
    ["two destinations", { egress: [{ any: true, dnsName: "a.b" }] }, "network.egress[0]"],
    ["every name", { egress: [{ dnsName: "*" }] }, "network.egress[0].dnsName"],
    ["a star inside", { egress: [{ dnsName: "a.*.b" }] }, "network.egress[0].dnsName"],
    ["an address as name", { egress: [{ dnsName: "10.0.0.1" }] }, "network.egress[0].dnsName"],
    [
      "a name of 254 characters",
      { egress: [{ dnsName: `${"a.".repeat(126)}ab` }] },
      "network.egress[0].dnsName",
    ],
    ["exceptions from a name", { egress: [{ dnsName: "a.b", dnsNameExcept: ["c.b"] }] }, "dnsNameExcept"],
    ["another port for a name", { egress: [{ dnsName: "a.b", ports: [80] }] }, "network.egress[0].ports"],
    ["an address without length", { egress: [{ cidr: "10.0.0.1" }] }, "network.egress[0].cidr"],
    ["a length too large", { egress: [{ cidr: "10.0.0.0/33" }] }, "network.egress[0].cidr"],
    ["an unknown tenant", { egress: [{ tenant: "all" }] }, "network.egress[0].tenant"],
    ["any: false", { egress: [{ any: false }] }, "network.egress[0].any"],
    [
      "a selector without labels",
      { egress: [{ selector: { podLabels: {} } }] },
      "network.egress[0].selector.podLabels",
    ],
    ["port 0", { ingress: [{ any: true, ports: [0] }] }, "network.ingress[0].ports[0]"],
    [
      "a range backwards",
      { ingress: [{ any: true, ports: [{ port: 9, endPort: 8 }] }] },
      "network.ingress[0].ports[0].endPort",
    ],
    ["a name as source", { ingress: [{ dnsName: "a.b" }] }, "dnsName"],
    ["a text for a flag", { denyEgress: "yes" }, "network.denyEgress"],
  ])("J7 refused: %s", (_name, network, field) => {
    expect(refusedField({ network })).toBe(field);
    expect(() => SandboxDefaults.fromDict({ network })).toThrow(CWSandboxValidationError);
  });
});

describe("services", () => {
  test("come from one side only, and keep apart from ports", () => {
    const defaults = { services: [{ port: 80 }] };
    expect(resolve({}, defaults).services).toMatchObject([{ port: 80 }]);
    expect(resolve({ services: [{ port: 81, name: "web" }] }, defaults).services).toMatchObject([
      { port: 81 },
    ]);
    expect(resolve({ services: [] }, defaults).services).toEqual([]);
    expect(refusedField({ ports: [{ containerPort: 80 }] }, defaults)).toBe("services");
  });

  const open = { kind: "https", auth: "open" };
  test.each([
    ["port 0", { port: 0 }, "services[0].port"],
    ["an unknown protocol", { port: 1, protocol: "icmp" }, "services[0].protocol"],
    ["an unknown visibility", { port: 1, visibility: "all" }, "services[0].visibility"],
    ["an address for nobody", { port: 1, endpoint: open }, "services[0].endpoint"],
    [
      "an address over UDP",
      { port: 1, visibility: "public", protocol: "udp", endpoint: open },
      "services[0].endpoint",
    ],
    ["no kind", { port: 1, visibility: "public", endpoint: {} }, "services[0].endpoint.kind"],
    [
      "https without access",
      { port: 1, visibility: "public", endpoint: { kind: "https" } },
      "services[0].endpoint.auth",
    ],
    [
      "a share token",
      { port: 1, visibility: "public", endpoint: { kind: "https", auth: "share_token" } },
      "services[0].endpoint.auth",
    ],
    [
      "a limit of 10 s",
      { port: 1, visibility: "public", endpoint: { ...open, requestTimeoutSeconds: 10 } },
      "services[0].endpoint.requestTimeoutSeconds",
    ],
    [
      "access to passthrough",
      { port: 1, visibility: "public", endpoint: { kind: "tls_passthrough", auth: "open" } },
      "services[0].endpoint",
    ],
    ["a text", "80", "services[0]"],
  ])("refused: %s", (_name, service, field) => {
    expect(refusedField({ services: [service] })).toBe(field);
  });
});

describe("containers", () => {
  const worker = { name: "worker", image: "a", resources: { cpu: "1" } };
  const helper = { name: "helper", image: "b", resources: { cpu: "1" } };

  test("take the place of everything that describes the single one", () => {
    const defaults = { containerImage: "default", containers: [{ image: "c" }] };
    expect(resolve({}, defaults).containers).toMatchObject([
      { name: "", image: "c", command: "", primary: false },
    ]);
    expect(resolve({ containers: [] }, defaults).containers).toBeUndefined();
    expect(resolve({ containers: [{ ...worker, primary: true }, helper] }).containers).toHaveLength(2);
    const excluded = {
      containerImage: "x",
      command: "sh",
      args: [],
      resources: { cpu: "1" },
      mountedFiles: {},
      secrets: [],
      imagePullCredentials: { registry: "r", store: "s", name: "n" },
      environmentVariables: {},
      securityContext: {},
      workingDir: "/w",
    };
    for (const [name, value] of Object.entries(excluded)) {
      expect(refusedField({ containers: [{ image: "c" }], [name]: value })).toBe("containers");
    }
  });

  test.each([
    ["a text", "python", "containers"],
    ["no image", [{}], "containers[0].image"],
    ["an unknown member", [{ image: "a", img: "b" }], "img"],
    ["a bad name", [{ image: "a", name: "A_b" }], "containers[0].name"],
    ["a reserved name", [{ image: "a", name: "cws-engine" }], "containers[0].name"],
    ["a reserved prefix", [{ image: "a", name: "cw-object-store-agent-restore-1" }], "containers[0].name"],
    [
      "a mount on the root",
      [{ image: "a", volumeMounts: [{ volume: "v", mountPath: "/" }] }],
      "containers[0].volumeMounts[0].mountPath",
    ],
    ["no primary", [worker, helper], "containers"],
    [
      "two primaries",
      [
        { ...worker, primary: true },
        { ...helper, primary: true },
      ],
      "containers",
    ],
    ["a name twice", [{ ...worker, primary: true }, worker], "containers[1].name"],
    ["no name", [{ ...worker, primary: true }, { image: "a" }], "containers[1].name"],
    [
      "no resources",
      [
        { ...worker, primary: true },
        { image: "a", name: "b" },
      ],
      "containers[1].resources",
    ],
    [
      "a GPU for a helper",
      [
        { ...worker, primary: true },
        { ...helper, resources: { gpu: 1 } },
      ],
      "containers[1].resources.gpu",
    ],
    [
      "privileges with several",
      [{ ...worker, primary: true, securityContext: {} }, helper],
      "containers[0].securityContext",
    ],
  ])("refused: %s", (_name, containers, field) => {
    expect(refusedField({ containers })).toBe(field);
  });
});

describe("the other newer options", () => {
  test("are copied, and fall back to the defaults", () => {
    const defaults = {
      runtimeClass: "gvisor",
      workingDir: "/w",
      securityContext: { runAsUser: 1 },
      objectStorageAccess: { buckets: ["b"], objectPrefix: "p/" },
      createRetryBudgetSeconds: 7,
    } as const;
    expect(resolve({ dataPlaneMode: "Gateway" }, defaults)).toMatchObject(defaults);
    const explicit = { runtimeClass: "x", workingDir: "/x", createRetryBudgetSeconds: 0 };
    expect(resolve(explicit, defaults)).toMatchObject(explicit);
  });

  test.each([
    ["workingDir", { workingDir: "relative" }, "workingDir"],
    ["runtimeClass", { runtimeClass: 1 }, "runtimeClass"],
    ["an id", { securityContext: { runAsUser: -1 } }, "securityContext.runAsUser"],
    ["a group id", { securityContext: { runAsGroup: 2 ** 32 } }, "securityContext.runAsGroup"],
    ["capabilities", { securityContext: { capabilitiesAdd: "ALL" } }, "securityContext.capabilitiesAdd"],
    ["a security member", { securityContext: { root: true } }, "root"],
    ["no buckets", { objectStorageAccess: { buckets: [] } }, "objectStorageAccess.buckets"],
    [
      "a permission",
      { objectStorageAccess: { buckets: ["b"], permission: "write" } },
      "objectStorageAccess.permission",
    ],
    [
      "a prefix",
      { objectStorageAccess: { buckets: ["b"], objectPrefix: "p" } },
      "objectStorageAccess.objectPrefix",
    ],
    [
      "credentials without store",
      { imagePullCredentials: { registry: "r", name: "n" } },
      "imagePullCredentials.store",
    ],
    ["a budget", { createRetryBudgetSeconds: -1 }, "createRetryBudgetSeconds"],
    ["a direct connection", { dataPlaneMode: "direct" }, "dataPlaneMode"],
    ["a connection", { dataPlaneMode: "wire" }, "dataPlaneMode"],
    ["volumes", { volumes: [{}] }, "volumes"],
    ["a snapshot", { fileSystemSnapshot: { mountPath: "/w" } }, "fileSystemSnapshot"],
    ["a template", { templateId: "t" }, "templateId"],
    ["a GPU by two selectors", { resources: { gpu: { type: "A100", memoryGb: 40 } } }, "resources.gpu"],
  ])("refused: %s", (_name, options, field) => {
    expect(refusedField(options)).toBe(field);
  });

  test("what defaults cannot carry in this release is not ignored", () => {
    expect(() => SandboxDefaults.fromDict({ volumes: [{}] })).toThrow(/volumes is not supported/);
    expect(() => SandboxDefaults.fromDict({ volumes: null, other: 1 })).not.toThrow();
  });
});

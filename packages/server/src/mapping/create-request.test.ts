import { REASON, v1, v1RuntimeClass } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { describe, expect, test } from "vitest";
import { ServiceError } from "../errors/index.js";
import { mapCreateRequest, type CreateRules } from "./create-request.js";

const RULES: CreateRules = {
  defaultImage: "builtin",
  runnerId: "here",
  defaultLifetimeSeconds: 100,
  maxLifetimeSeconds: 1000,
};

function request(
  container: Partial<v1.Container>,
  spec: Partial<v1.SandboxSpec> = {},
): v1.CreateSandboxRequest {
  const containers = [v1.Container.create({ name: "main", command: "true", ...container })];
  return v1.CreateSandboxRequest.create({ sandbox: { spec: { containers, ...spec } } });
}

function mapped(container: Partial<v1.Container>, spec: Partial<v1.SandboxSpec> = {}) {
  return mapCreateRequest(request(container, spec), RULES, { owner: "me" });
}

function refusal(container: Partial<v1.Container>, spec: Partial<v1.SandboxSpec> = {}): ServiceError {
  try {
    mapped(container, spec);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error("should have been refused");
}

/** Fields at fault, without what they all begin with. */
function fields(container: Partial<v1.Container>, spec: Partial<v1.SandboxSpec> = {}): string[] {
  const error = refusal(container, spec);
  expect(error.status).toBe(Status.INVALID_ARGUMENT);
  return (error.details.fieldViolations ?? []).map(({ field, description }) => {
    expect(description.length).toBeGreaterThan(10);
    return field.replace("sandbox.spec.", "").replace("containers[0].", "");
  });
}

function reasonOf(container: Partial<v1.Container>, spec: Partial<v1.SandboxSpec> = {}): string | undefined {
  return refusal(container, spec).details.reason;
}

function requirements(requests: Partial<v1.Resources>, limits: Partial<v1.Resources>): Partial<v1.Container> {
  return {
    resourceRequirements: { requests: v1.Resources.create(requests), limits: v1.Resources.create(limits) },
  };
}

function service(endpoint: Partial<v1.EndpointSpec>): Partial<v1.SandboxSpec> {
  return { services: [v1.Service.create({ port: 1, endpoint })] };
}

describe("what is understood", () => {
  test("B21 a single word is the whole command", () => {
    expect(mapped({ command: "env" }).command).toEqual(["env"]);
  });

  test("an empty image is the default one, no lifetime the default one", () => {
    expect(mapped({})).toMatchObject({ image: "builtin", maxLifetimeSeconds: 100 });
    expect(mapped({ image: "mine" }, { maxLifetimeSeconds: 7 })).toMatchObject({
      image: "mine",
      maxLifetimeSeconds: 7,
    });
  });

  test("J1 J3 flat resources and a single side stand for both sides", () => {
    const flat = mapped({ resources: v1.Resources.create({ cpu: "1", memory: "1Gi" }) });
    const amounts = { cpuMillicores: 1000, memoryBytes: 1024 ** 3 };
    expect(flat.resources).toEqual({ requests: amounts, limits: amounts });
    const limits = v1.Resources.create({ memory: "64Mi" });
    const oneSided = mapped({ resourceRequirements: { requests: undefined, limits } });
    expect(oneSided.resources.requests).toEqual({ memoryBytes: 64 * 1024 ** 2 });
  });

  test("J2 burstable", () => {
    const requests = v1.Resources.create({ cpu: "500m", memory: "512Mi" });
    const limits = v1.Resources.create({ cpu: "1", memory: "1Gi" });
    expect(mapped({ resourceRequirements: { requests, limits } }).resources).toEqual({
      requests: { cpuMillicores: 500, memoryBytes: 512 * 1024 ** 2 },
      limits: { cpuMillicores: 1000, memoryBytes: 1024 ** 3 },
    });
  });

  test("what every sandbox has anyway may be asked for", () => {
    const spec = mapped(
      {
        securityContext: v1.SecurityContext.create({
          privileged: false,
          allowPrivilegeEscalation: false,
          seccompProfile: "RuntimeDefault",
        }),
      },
      {
        network: v1.NetworkOptions.create({ denyEgress: true, denyIngress: true }),
        services: [v1.Service.create({ port: 8080, name: "web" })],
        mode: v1.SandboxMode.SANDBOX_MODE_CKS,
        runnerIds: ["other", "here"],
        runtimeClassSelection: v1RuntimeClass.RuntimeClass.RUNTIME_CLASS_CPU_DEFAULT,
      },
    );
    expect(spec.image).toBe("builtin");
  });
});

describe("what is refused, by name", () => {
  test("containers: none, several, a wrong primary", () => {
    const one = v1.Container.create({ name: "main", command: "true" });
    expect(fields({}, { containers: [] })).toContain("containers");
    expect(fields({}, { containers: [one, one] })).toEqual(["containers"]);
    expect(fields({}, { primaryContainer: "other" })).toEqual(["primary_container"]);
    expect(fields({ name: "Not Good" })).toEqual(["name"]);
    expect(fields({}, { initContainers: [one] })).toEqual(["init_containers"]);
  });

  test("command, image, working directory, environment", () => {
    expect(fields({ command: "", args: ["-l"] })).toEqual(["args"]);
    expect(fields({ command: "a\0b", args: ["ok", "\0"] })).toEqual(["command[0]", "args[1]"]);
    expect(fields({ image: "two words" })).toEqual(["image"]);
    expect(fields({ workingDir: "tmp" })).toEqual(["working_dir"]);
    expect(fields({ environmentVariables: { "": "x", "A=B": "y", C: "\0" } })).toHaveLength(3);
  });

  test.each([
    "relative/file",
    "/",
    "/a/../b",
    "/a//b",
    "/a/",
    "/proc/self/mem",
    "/sys/x",
    "/dev/null",
    "/nul\0",
    `/${"x".repeat(5000)}`,
  ])("E7 a file cannot be mounted at %j", (path) => {
    expect(fields({ files: [{ path, content: new Uint8Array() }] })).toEqual(["files[0].path"]);
  });

  test("a file mounted twice", () => {
    const file = { path: "/a", content: new Uint8Array() };
    expect(fields({ files: [file, file] })).toEqual(["files[1].path"]);
  });

  test("J4 quantities", () => {
    const path = "resource_requirements";
    expect(fields(requirements({ cpu: "1e3m" }, { memory: "-1" }))).toEqual([
      `${path}.requests.cpu`,
      `${path}.limits.memory`,
    ]);
    expect(fields(requirements({ cpu: "2" }, { cpu: "1" }))).toEqual([`${path}.requests.cpu`]);
    expect(fields(requirements({ memory: "1Gi" }, { memory: "1G" }))).toEqual([`${path}.requests.memory`]);
    expect(fields(requirements({ cpu: "0" }, {}))).toEqual([`${path}.requests.cpu`]);
    expect(fields(requirements({}, { memory: "512" }))).toEqual([`${path}.limits.memory`]);
    const both = { ...requirements({}, {}), resources: v1.Resources.create() };
    expect(fields(both)).toEqual(["resources"]);
  });

  test.each(["", "bad tag", "ends-", "ü", "x".repeat(60)])("the tag %j", (tag) => {
    expect(fields({}, { tags: ["fine", tag] })).toEqual(["tags[1]"]);
  });

  test("a tag twice, and annotations without content or too many", () => {
    expect(fields({}, { tags: ["a", "a"] })).toEqual(["tags[1]"]);
    expect(fields({}, { annotations: { "": "x", y: "" } })).toHaveLength(2);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_value, index) => [`k${index}`, "v"]));
    expect(fields({}, { annotations: many })).toEqual(["annotations"]);
  });

  test("lifetime and mode", () => {
    expect(fields({}, { maxLifetimeSeconds: -1 })).toEqual(["max_lifetime_seconds"]);
    expect(fields({}, { maxLifetimeSeconds: 1001 })).toEqual(["max_lifetime_seconds"]);
    expect(fields({}, { mode: v1.SandboxMode.UNRECOGNIZED })).toEqual(["mode"]);
  });

  test("runner ids need CKS, are unique and not blank, and one must be here", () => {
    const mode = v1.SandboxMode.SANDBOX_MODE_CKS;
    expect(fields({}, { runnerIds: ["here"] })).toEqual(["runner_ids"]);
    expect(fields({}, { mode, runnerIds: ["here", "here"] })).toEqual(["runner_ids"]);
    expect(fields({}, { mode, runnerIds: ["here", " "] })).toEqual(["runner_ids"]);
    const elsewhere = refusal({}, { mode, runnerIds: ["there"] });
    expect([elsewhere.status, elsewhere.details.reason]).toEqual([Status.NOT_FOUND, REASON.RUNNER_NOT_FOUND]);
  });

  test("options this engine does not have", () => {
    expect(fields({ volumeMounts: [v1.VolumeMount.create({ volume: "v", mountPath: "/v" })] })).toEqual([
      "volume_mounts",
    ]);
    expect(fields({ imagePullCredentials: v1.ImagePullCredentials.create() })).toEqual([
      "image_pull_credentials",
    ]);
    expect(fields({ startupProbe: v1.Probe.create() })).toEqual(["startup_probe"]);
    expect(
      fields({
        securityContext: v1.SecurityContext.create({
          runAsUser: 0,
          runAsGroup: 5,
          privileged: true,
          allowPrivilegeEscalation: true,
          readOnlyRootFilesystem: true,
          capabilitiesAdd: ["SYS_ADMIN"],
          capabilitiesDrop: ["ALL"],
          seccompProfile: "Unconfined",
        }),
      }),
    ).toHaveLength(8);
    expect(
      fields(
        {},
        {
          volumes: [v1.SandboxVolume.create({ name: "v" })],
          networkIds: ["n"],
          networkConfigId: "c",
          objectStorageAccess: v1.ObjectStorageAccess.create(),
        },
      ),
    ).toEqual(["volumes", "network_ids", "network_config_id", "object_storage_access"]);
    expect(
      fields(
        {},
        {
          network: v1.NetworkOptions.create({
            egress: [{ destination: { $case: "any", value: true } }],
            ingress: [{ source: { $case: "any", value: true } }],
            dnsEgress: v1.DNSEgressMode.DNS_EGRESS_MODE_ALLOW,
          }),
        },
      ),
    ).toEqual(["network.egress", "network.ingress", "network.dns_egress"]);
    const services = [v1.Service.create({ port: 0 }), v1.Service.create({ port: 1, visibility: 1 })];
    expect(fields({}, { services })).toEqual(["services[0].port", "services[1].visibility"]);
  });

  test("refusals with reasons of their own", () => {
    expect(reasonOf({ secretStores: [v1.SecretStoreReference.create({ storeName: "s" })] })).toBe(
      REASON.SECRET_STORE_NOT_PROVISIONED,
    );
    expect(reasonOf({ resources: v1.Resources.create({ gpu: { count: 1n } }) })).toBe(
      REASON.NO_SUITABLE_RUNNER,
    );
    expect(reasonOf({}, { instanceType: "big" })).toBe(REASON.NO_SUITABLE_RUNNER);
    expect(reasonOf({}, { runtimeClass: "kata" })).toBe(REASON.NO_SUITABLE_RUNNER);
    expect(reasonOf({}, service({ kind: 1, auth: 2 }))).toBe(REASON.HTTPS_SHARE_TOKEN_NOT_SUPPORTED);
    expect(reasonOf({}, service({ kind: 2 }))).toBe(REASON.TLS_PASSTHROUGH_ENDPOINTS_NOT_SUPPORTED);
    expect(reasonOf({}, service({ kind: 1, auth: 1 }))).toBe(REASON.NOT_IMPLEMENTED);
  });

  test("refusals with reasons of their own name the field for programs too", () => {
    const error = refusal({ resources: v1.Resources.create({ gpu: { count: 1n } }) });
    expect(error.status).toBe(Status.FAILED_PRECONDITION);
    const [violation, ...others] = error.details.fieldViolations ?? [];
    expect(violation?.field).toMatch(/^sandbox\.spec\.containers\[0\]\..*\.gpu$/);
    expect(error.message).toBe(`${violation?.field ?? ""}: ${violation?.description ?? ""}`);
    expect(others).toEqual([]);
  });

  test("of very many wrong fields only the first travel", () => {
    const error = refusal({}, { tags: Array.from({ length: 500 }, () => "bad tag") });
    expect(error.details.fieldViolations).toHaveLength(10);
    expect(error.message).toContain("490 more");
  });
});

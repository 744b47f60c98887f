import { describe, expect, test } from "vitest";

import type { ContainerPlan } from "../container-runtime.js";
import { ociSpec } from "./oci-spec.js";
import { seccompProfile } from "./seccomp.js";
import type { SpecHost } from "./oci-spec.js";

const plan: ContainerPlan = {
  id: "sandbox-1",
  lowerDirectory: "/images/x",
  binds: [
    { source: "/usr", destination: "/usr", readOnly: true },
    { source: "/data", destination: "/data", readOnly: false },
  ],
  command: ["/bin/sh", "-c", "true"],
  environment: { PATH: "/bin", EMPTY: "" },
  workingDirectory: "/work",
  user: { uid: 0, gid: 0 },
  idRange: { first: 600_000, count: 65_536 },
  resources: { requests: { cpuMillicores: 500 }, limits: { cpuMillicores: 1500, memoryBytes: 1 << 26 } },
  logFile: "/log",
};

const host: SpecHost = {
  architecture: "x64",
  rootDirectory: "/run/root",
  bindSources: ["/run/binds/0", "/run/binds/1"],
  cgroupsPath: "/cwsandbox-sandbox-1",
  countsSwap: true,
  pidsLimit: 100,
  compiledFilter: Buffer.from("filter"),
};

describe("ociSpec", () => {
  const spec = ociSpec(plan, host);

  test("every namespace is the sandbox's own", () => {
    expect(spec.linux.namespaces.map(({ type }) => type).sort()).toEqual(
      ["cgroup", "ipc", "mount", "network", "pid", "user", "uts"].sort(),
    );
    expect(spec.linux.namespaces.every((namespace) => !("path" in namespace))).toBe(true);
  });

  test("root inside is nobody outside", () => {
    const mapping = [{ containerID: 0, hostID: 600_000, size: 65_536 }];
    expect(spec.linux.uidMappings).toEqual(mapping);
    expect(spec.linux.gidMappings).toEqual(mapping);
  });

  test("no new privileges, few capabilities, none inherited", () => {
    expect(spec.process.noNewPrivileges).toBe(true);
    expect(spec.process.capabilities.bounding).not.toContain("CAP_SYS_ADMIN");
    expect(spec.process.capabilities.bounding).not.toContain("CAP_MKNOD");
    expect(spec.process.capabilities.bounding).not.toContain("CAP_NET_RAW");
    expect(spec.process.capabilities.inheritable).toEqual([]);
    expect(spec.process.capabilities.ambient).toEqual([]);
  });

  test("a user who is not root has no capability in effect", () => {
    const { capabilities } = ociSpec({ ...plan, user: { uid: 1000, gid: 1000 } }, host).process;
    expect(capabilities.effective).toEqual([]);
    expect(capabilities.permitted).toEqual([]);
  });

  test("limits bind and requests weigh", () => {
    expect(spec.linux.resources).toMatchObject({
      memory: { limit: 1 << 26, swap: 1 << 26 },
      cpu: { shares: 512, quota: 150_000, period: 100_000 },
      pids: { limit: 100 },
    });
  });

  test("swap is not named where the host does not count it", () => {
    const memory = ociSpec(plan, { ...host, countsSwap: false }).linux.resources?.memory;
    expect(memory).toEqual({ limit: 1 << 26 });
  });

  test("without control groups the number of processes is limited by the kernel's count per user", () => {
    const { cgroupsPath: _, ...bare } = host;
    const without = ociSpec(plan, bare);
    expect(without.linux.resources).toBeUndefined();
    expect(without.process.rlimits).toContainEqual({ type: "RLIMIT_NPROC", hard: 100, soft: 100 });
  });

  test("binds come from where they are shown, and never bring setuid programs or devices", () => {
    const usr = spec.mounts.find(({ destination }) => destination === "/usr");
    expect(usr?.source).toBe("/run/binds/0");
    expect(usr?.options).toEqual(expect.arrayContaining(["ro", "nosuid", "nodev"]));
    const data = spec.mounts.find(({ destination }) => destination === "/data");
    expect(data?.options).not.toContain("ro");
    expect(data?.options).toEqual(expect.arrayContaining(["nosuid", "nodev"]));
  });

  test("nothing of the host is mounted but the binds", () => {
    const types = spec.mounts.map(({ type }) => type).filter((type) => type !== "bind");
    expect(new Set(types)).toEqual(new Set(["proc", "tmpfs", "devpts", "mqueue", "sysfs"]));
    expect(spec.mounts.find(({ type }) => type === "sysfs")?.options).toContain("ro");
  });

  test("a filter that was compiled before stands beside the one to compile, for runtimes that know no other", () => {
    const { annotations, linux } = spec;
    expect(annotations).toEqual({ "run.oci.seccomp_bpf_data": "ZmlsdGVy" });
    expect(linux.seccomp).toEqual(seccompProfile("x64"));
  });

  test("the environment is exactly the plan's, empty values included", () => {
    expect(spec.process.env).toEqual(["PATH=/bin", "EMPTY="]);
  });
});

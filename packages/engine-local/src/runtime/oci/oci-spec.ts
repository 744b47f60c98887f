import type { ContainerPlan } from "../container-runtime.js";
import { KERNEL_MOUNTS, MASKED_PATHS, READ_ONLY_PATHS } from "./mounts.js";
import { ociProcess } from "./oci-process.js";
import type { OciMount, OciSpec } from "./oci-types.js";
import { ociResources } from "./resources.js";
import { seccompProfile } from "./seccomp.js";

/** What the host adds to the plan of one container. */
export interface SpecHost {
  readonly architecture: string;
  /** Path of the assembled root file system. */
  readonly rootDirectory: string;
  /** Where each bind of the plan is shown, in its order. */
  readonly bindSources: readonly string[];
  /** Absent where control groups cannot be used. */
  readonly cgroupsPath?: string;
  readonly countsSwap: boolean;
  readonly pidsLimit: number;
  /** The filter of system calls as the kernel takes it. */
  readonly compiledFilter: Buffer;
}

/** The OCI configuration of one container: own namespaces, no privileges, only what the plan shows. */
export function ociSpec(plan: ContainerPlan, host: SpecHost): OciSpec {
  const mapping = { containerID: 0, hostID: plan.idRange.first, size: plan.idRange.count };
  return {
    ociVersion: "1.0.2",
    process: ociProcess({
      ...plan,
      ...(host.cgroupsPath === undefined ? { processLimit: host.pidsLimit } : {}),
    }),
    root: { path: host.rootDirectory, readonly: false },
    hostname: plan.id,
    annotations: compiled(host.compiledFilter),
    mounts: [...KERNEL_MOUNTS, ...bindMounts(plan, host.bindSources)],
    linux: {
      namespaces: ["user", "pid", "mount", "network", "ipc", "uts", "cgroup"].map((type) => ({ type })),
      uidMappings: [mapping],
      gidMappings: [mapping],
      ...(host.cgroupsPath === undefined
        ? {}
        : {
            cgroupsPath: host.cgroupsPath,
            resources: ociResources({
              resources: plan.resources,
              pidsLimit: host.pidsLimit,
              countsSwap: host.countsSwap,
            }),
          }),
      maskedPaths: MASKED_PATHS,
      readonlyPaths: READ_ONLY_PATHS,
      seccomp: seccompProfile(host.architecture),
    },
  };
}

/** A runtime that does not know this compiles the filter of the section `seccomp`, as it does without it. */
function compiled(filter: Buffer): Readonly<Record<string, string>> {
  return { "run.oci.seccomp_bpf_data": filter.toString("base64") };
}

function bindMounts(plan: ContainerPlan, sources: readonly string[]): readonly OciMount[] {
  return plan.binds.map((bind, index) => ({
    destination: bind.destination,
    type: "bind",
    source: sources[index] ?? bind.source,
    options: ["rbind", "rprivate", "nosuid", "nodev", ...(bind.readOnly ? ["ro"] : [])],
  }));
}

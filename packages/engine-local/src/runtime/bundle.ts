import { mkdirSync, rmSync, writeFileSync } from "node:fs";

import { EngineError } from "@cwsandbox/engine";

import { errorCode } from "../host/index.js";
import { bindSourceOf, rootDirectoryOf } from "../rootfs/index.js";
import type { RootPlan } from "../rootfs/index.js";
import type { ContainerDirectory } from "./container-directory.js";
import type { ContainerPlan } from "./container-runtime.js";
import { ociSpec } from "./oci/index.js";
import { cgroupOf, directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";

function refuseForeignUser({ mode }: RuntimeContext, { id, user, idRange }: ContainerPlan): void {
  if (user.uid >= idRange.count || user.gid >= idRange.count) {
    const why = mode === "root" ? `has ${idRange.count} ids` : "of an ordinary host user has only root";
    throw new EngineError("unsupported", `The image wants user ${user.uid}:${user.gid}; a sandbox ${why}`, {
      sandboxId: id,
      field: "image",
    });
  }
}

function makeDirectory(directory: ContainerDirectory): void {
  try {
    // Searchable for everybody: the sandbox's own user walks along this path to its root.
    mkdirSync(directory.path, { mode: 0o711 });
  } catch (error) {
    if (errorCode(error) === "EEXIST") {
      throw new EngineError("already-exists", `A container '${directory.id}' exists already`, {
        sandboxId: directory.id,
      });
    }
    throw error;
  }
}

/**
 * Makes the directory of a container with everything its start reads. The few small files are made at once: each
 * asynchronous call would take longer than all of them, and this happens with every call.
 *
 * @throws EngineError `already-exists` for an id that is in use, `unsupported` for a user that has no id here.
 */
export function makeBundle(context: RuntimeContext, plan: ContainerPlan): ContainerDirectory {
  refuseForeignUser(context, plan);
  const directory = directoryOf(context, plan.id);
  makeDirectory(directory);
  try {
    writeBundle(context, directory, plan);
    return directory;
  } catch (error) {
    rmSync(directory.path, { recursive: true, force: true });
    throw error;
  }
}

/** How the launch helper shall assemble the root of the container. */
export function rootPlan(
  context: RuntimeContext,
  directory: ContainerDirectory,
  plan: ContainerPlan,
): RootPlan {
  return {
    launch: context.programs.launch,
    mountsDirectory: directory.mounts,
    lowerDirectory: plan.lowerDirectory,
    ...(context.layerTemplate === undefined
      ? { scratchDirectory: directory.scratch }
      : { scratchDirectory: directory.path, layerTemplate: context.layerTemplate }),
    ...(context.mode === "root" ? { idRange: plan.idRange } : {}),
    binds: plan.binds.map(({ source }) => source),
    logFile: directory.supervisorLog,
  };
}

function writeBundle(context: RuntimeContext, directory: ContainerDirectory, plan: ContainerPlan): void {
  const rootDirectory = rootDirectoryOf(directory.mounts);
  const spec = ociSpec(plan, {
    architecture: context.architecture,
    rootDirectory,
    bindSources: plan.binds.map((_, index) => bindSourceOf(directory.mounts, index)),
    ...(context.cgroups.kind === "none" ? {} : { cgroupsPath: cgroupOf(plan.id) }),
    countsSwap: context.countsSwap,
    compiledFilter: context.compiledFilter.bytes,
    pidsLimit: context.pidsLimit,
  });
  mkdirSync(directory.mounts, { mode: 0o711 });
  if (context.layerTemplate === undefined) mkdirSync(directory.scratch, { mode: 0o711 });
  writeFileSync(directory.config, JSON.stringify(spec), { mode: 0o600 });
}

import { chmod, chown, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { EngineError } from "@cwsandbox/engine";
import type { MountedFile, Resources, SandboxRecord } from "@cwsandbox/engine";

import type { ResolvedImage } from "../images/index.js";
import type { ContainerBind, ContainerPlan, IdRange } from "../runtime/index.js";
import type { ResolvedBase, StoredSandbox } from "../state/index.js";

/** Others pass through by path but cannot look; the sandbox's own users read their files. */
const PASSABLE = 0o711;
const READABLE = 0o444;

/** What the image and the spec give together, for the main process and every later command. */
export function resolveBase({ spec }: SandboxRecord, image: ResolvedImage): ResolvedBase {
  return {
    imageDigest: image.digest,
    environment: { ...image.config.environment, ...spec.environment },
    workingDirectory: spec.workingDirectory ?? image.config.workingDirectory,
    user: image.config.user,
  };
}

export interface PlanInputs {
  readonly stored: StoredSandbox;
  readonly base: ResolvedBase;
  readonly image: ResolvedImage;
  readonly fileBinds: readonly ContainerBind[];
  readonly logFile: string;
  readonly defaultMemoryLimitBytes: number | undefined;
}

/** @throws EngineError `invalid` without a command, `unsupported` for a user that has no id here. */
export function planContainer(inputs: PlanInputs): ContainerPlan {
  const { stored, base, image, fileBinds, logFile } = inputs;
  const { record, idRange } = stored;
  const { spec, id } = record;
  const command = spec.command.length === 0 ? image.config.command : spec.command;
  if (command.length === 0) {
    const message = `Image '${spec.image}' has no command of its own; give one`;
    throw new EngineError("invalid", message, { sandboxId: id, field: "command" });
  }
  if (Math.max(base.user.uid, base.user.gid) >= idRange.count) {
    const message = `Image '${spec.image}' runs as user ${base.user.uid}:${base.user.gid}, but only ${idRange.count} user id can be given to a sandbox here; run the server as root`;
    throw new EngineError("unsupported", message, { sandboxId: id, field: "image" });
  }
  return {
    id,
    lowerDirectory: image.rootDirectory,
    binds: [...image.binds, ...fileBinds],
    command,
    environment: base.environment,
    workingDirectory: base.workingDirectory,
    user: base.user,
    idRange,
    resources: effectiveResources(spec.resources, inputs.defaultMemoryLimitBytes),
    logFile,
  };
}

/** The resources in force: the spec's, with the engine's own memory limit where the spec has none. */
export function effectiveResources(
  { requests, limits }: Resources,
  defaultMemoryLimitBytes?: number,
): Resources {
  const memoryBytes = limits.memoryBytes ?? defaultMemoryLimitBytes;
  return { requests, limits: { ...limits, ...(memoryBytes === undefined ? {} : { memoryBytes }) } };
}

/** Writes mounted files beside the record, owned by the sandbox's root; each becomes a read-only bind. */
export async function writeMountedFiles(
  directory: string,
  files: readonly MountedFile[],
  { first, count }: IdRange,
): Promise<readonly ContainerBind[]> {
  if (files.length > 0) {
    await mkdir(directory, { recursive: true, mode: PASSABLE });
  }
  return Promise.all(
    files.map(async ({ path, content }, index) => {
      const source = join(directory, String(index));
      await writeFile(source, content);
      await chmod(source, READABLE);
      if (count > 1) {
        await chown(source, first, first);
      }
      return { source, destination: path, readOnly: true };
    }),
  );
}

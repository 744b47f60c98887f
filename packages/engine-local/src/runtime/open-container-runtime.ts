import { access, mkdir, readdir, stat } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";

import { EngineError } from "@cwsandbox/engine";

import {
  createGroupHastener,
  createLastingSpawner,
  findCgroupTrees,
  isAlive,
  sealedProgram,
  sendSignal,
} from "../host/index.js";
import type { CgroupTrees, HostProgram, HostReport } from "../host/index.js";
import { ensureLayerTemplate } from "../rootfs/index.js";
import { askToEnd } from "./ask-to-end.js";
import { attendContainer } from "./attend-container.js";
import { readCompiledFilter } from "./compiled-filter.js";
import type { ContainerRuntime } from "./container-runtime.js";
import { readContainerRecord } from "./container-record.js";
import { execInContainer, runningRecord } from "./exec-container.js";
import { ranOutOfMemory } from "./out-of-memory.js";
import { removeContainer } from "./remove-container.js";
import { directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";
import { startContainer } from "./start-container.js";
import { endLeftoverStarter } from "./starter/index.js";
import { waitForExit } from "./wait-for-exit.js";

export interface ContainerRuntimeOptions {
  /**
   * Holds everything of the containers; made when it is missing. As root, every directory on the way
   * to it must be searchable by everybody (mode 0711), because the sandboxes' users walk along it.
   */
  readonly runDirectory: string;
  readonly host: HostReport;
  /** Size of each container's writable layer; without effect where the host cannot limit it. */
  readonly diskLimitBytes: number;
  /** Processes and threads per container. */
  readonly pidsLimit: number;
  /** The supervisor replaces a log file that has grown beyond this. */
  readonly logLimitBytes: number;
}

/** Opens the containers of a run directory; they are looked up when named, nothing is held. */
export async function openContainerRuntime(options: ContainerRuntimeOptions): Promise<ContainerRuntime> {
  const context = await makeContext(options);
  return {
    start: (plan, signal) => startContainer(context, plan, signal),
    attend: (plan, inBackground) => attendContainer(context, plan, inBackground),
    exec: (id, spec, signal) => execInContainer(context, { id, spec, signal }),
    waitForExit: (id, signal) => waitForExit(context, id, signal),
    ranOutOfMemory: (id) => ranOutOfMemory(context, id),
    remove: (id) => removeContainer(context, id),
    known: () => readdir(context.containersDirectory),
    async kill(id, signalName) {
      const record = await readContainerRecord(directoryOf(context, id).record);
      if (record === undefined || !(await isAlive(record.init))) return;
      if (signalName === "SIGTERM") await askToEnd(record.init);
      else sendSignal(record.init.pid, signalName);
    },
    async rootPath(id) {
      const { init } = await runningRecord(context, id);
      return `/proc/${init.pid}/root`;
    },
    async isRunning(id) {
      const record = await readContainerRecord(directoryOf(context, id).record);
      return record !== undefined && isAlive(record.init);
    },
    endLeftoverExecs: (id) => endLeftoverStarter(context, id),
    [Symbol.asyncDispose]: () => context.spawner[Symbol.asyncDispose](),
  };
}

async function makeContext(options: ContainerRuntimeOptions): Promise<RuntimeContext> {
  const { host, runDirectory } = options;
  const { crun, runc, conmon, launch, mkfs } = host.programs;
  const runtime = host.runtime === undefined ? undefined : host.programs[host.runtime];
  if (host.runtime === undefined || !runtime || conmon === undefined || launch === undefined) {
    throw new EngineError("unsupported", `Sandboxes cannot run on this host: ${whyUnusable(host)}`);
  }
  await makeDirectories(runDirectory);
  if (host.mode === "root") await requireSearchable(runDirectory);
  const limitsDisk = !host.unenforcedLimits.includes("disk") && mkfs !== undefined;
  const cgroups = await usableCgroups(host);
  const spawning = { launch: launch.path, directory: join(runDirectory, "spawner"), program: runtime.path };
  return {
    containersDirectory: join(runDirectory, "containers"),
    runtimeStateDirectory: join(runDirectory, "oci"),
    mode: host.mode,
    architecture: host.architecture,
    runtime: host.runtime,
    programs: {
      conmon: conmon.path,
      launch: launch.path,
      ...pathOf("crun", crun),
      ...pathOf("runc", runc),
    },
    cgroups,
    hastenGroups: await createGroupHastener(cgroups),
    countsSwap: await countsSwap(cgroups),
    pidsLimit: options.pidsLimit,
    attended: new Map<string, () => Promise<void>>(),
    spawner: createLastingSpawner(spawning),
    sealedRuntime: sealedProgram(spawning),
    compiledFilter: await readCompiledFilter(launch.path),
    starters: new Map(),
    logLimitBytes: options.logLimitBytes,
    ...(limitsDisk
      ? {
          layerTemplate: await ensureLayerTemplate({
            directory: join(runDirectory, "templates"),
            mkfs: mkfs.path,
            sizeBytes: options.diskLimitBytes,
          }),
        }
      : {}),
  };
}

function whyUnusable(host: HostReport): string {
  const failed = host.checks.filter(({ ok, need }) => !ok && need === "required");
  return failed
    .map(({ detail, remedy }) => (remedy === undefined ? detail : `${detail} (${remedy})`))
    .join("; ");
}

function pathOf(name: string, program: HostProgram | undefined): Readonly<Record<string, string>> {
  return program === undefined ? {} : { [name]: program.path };
}

async function usableCgroups(host: HostReport): Promise<CgroupTrees> {
  return host.cgroups === "none" ? { kind: "none", roots: [] } : findCgroupTrees();
}

/** Some kernels with version 1 do not count swap; asking for a limit of it would fail there. */
async function countsSwap(cgroups: CgroupTrees): Promise<boolean> {
  const memory = cgroups.roots.find(({ controllers }) => controllers.includes("memory"));
  if (cgroups.kind !== "v1" || memory === undefined) {
    return cgroups.kind === "v2";
  }
  try {
    await access(join(memory.directory, "memory.memsw.limit_in_bytes"));
    return true;
  } catch {
    return false;
  }
}

async function makeDirectories(runDirectory: string): Promise<void> {
  // Paths go into mount options, where these characters have a meaning.
  if (!isAbsolute(runDirectory) || /[\s,:\\"]/.test(runDirectory)) {
    throw new EngineError(
      "invalid",
      `The state directory '${runDirectory}' must be an absolute path without blanks, commas, colons, quotes and backslashes`,
      { field: "stateDirectory" },
    );
  }
  await mkdir(runDirectory, { recursive: true, mode: 0o711 });
  await mkdir(join(runDirectory, "containers"), { recursive: true, mode: 0o711 });
  await mkdir(join(runDirectory, "oci"), { recursive: true, mode: 0o700 });
  await mkdir(join(runDirectory, "spawner"), { recursive: true, mode: 0o700 });
}

async function requireSearchable(path: string): Promise<void> {
  for (let directory = path; directory !== "/"; directory = dirname(directory)) {
    const { mode } = await stat(directory);
    if ((mode & 0o001) === 0) {
      throw new EngineError(
        "invalid",
        `The state directory lies below '${directory}', which other users cannot enter; run 'chmod o+x ${directory}' or choose another state directory`,
        { field: "stateDirectory" },
      );
    }
  }
}

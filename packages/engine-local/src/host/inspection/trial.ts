import { chmod, copyFile, mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { findCgroupTrees, removeCgroup } from "../cgroups.js";
import type { HostMode, RuntimeName } from "../host-report.js";
import { run, runOrFail } from "../run.js";
import { TRIAL_ID_RANGE, trialSpec } from "./trial-spec.js";

const TRIAL_LAYER_BYTES = 16 * 1024 * 1024;

/** A place on the state directory's own file system to try things in. */
export interface Trial {
  readonly directory: string;
  readonly launch: string;
  readonly mode: HostMode;
}

export interface TrialPlace extends Omit<Trial, "directory"> {
  readonly stateDirectory: string;
}

/** Runs `attempt` with a fresh trial place that is removed afterwards. */
export async function withTrial<Result>(
  { stateDirectory, launch, mode }: TrialPlace,
  attempt: (trial: Trial) => Promise<Result>,
): Promise<Result> {
  await mkdir(stateDirectory, { recursive: true, mode: 0o711 });
  const directory = await mkdtemp(join(stateDirectory, "trial-"));
  try {
    await chmod(directory, 0o711);
    const lower = join(directory, "lower");
    for (const name of ["dev", "proc", "sys"]) await mkdir(join(lower, name), { recursive: true });
    await copyFile(launch, join(lower, "check"));
    return await attempt({ directory, launch, mode });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Tries the root file system of a sandbox on a disk image of limited size; gives the complaint of a failure. */
export async function tryLimitedRoot(trial: Trial, mkfs: string): Promise<string | undefined> {
  const layer = join(trial.directory, "layer.ext4");
  await writeFile(layer, "", { mode: 0o600 });
  await truncate(layer, TRIAL_LAYER_BYTES);
  await runOrFail([mkfs, "-q", "-F", "-O", "^has_journal", layer]);
  return tryRoot(trial, { name: "limited", layer, command: ["true"] });
}

/** Tries the root file system of a sandbox without a limit of its size; gives the complaint of a failure. */
export function tryPlainRoot(trial: Trial): Promise<string | undefined> {
  return tryRoot(trial, { name: "plain", command: ["true"] });
}

export interface ContainerTrial {
  readonly runtime: RuntimeName;
  readonly program: string;
  /** Whether with the limits of a sandbox too. */
  readonly limited: boolean;
}

/** Really runs a container with the namespaces of a sandbox; gives the complaint of a failure. */
export async function tryContainer(trial: Trial, plan: ContainerTrial): Promise<string | undefined> {
  const { runtime, program, limited } = plan;
  const name = `${runtime}-${limited ? "limited" : "free"}`;
  const id = `trial-${process.pid}-${name}`;
  const bundle = join(trial.directory, `${name}-bundle`);
  await mkdir(bundle);
  try {
    return await tryRoot(trial, {
      name,
      command: [
        program,
        "--root",
        join(trial.directory, `${name}-oci`),
        ...runtimeFlags(trial.mode, plan),
        "run",
        "--bundle",
        bundle,
        id,
      ],
      prepare: (rootDirectory) =>
        writeFile(
          join(bundle, "config.json"),
          JSON.stringify(trialSpec({ id, mode: trial.mode, rootDirectory, limited })),
        ),
    });
  } finally {
    if (limited) await removeCgroup(await findCgroupTrees(), `/cwsandbox-${id}`).catch(() => undefined);
  }
}

function runtimeFlags(mode: HostMode, { runtime, limited }: ContainerTrial): readonly string[] {
  if (runtime === "crun") {
    return limited ? [] : ["--cgroup-manager", "disabled"];
  }
  return mode === "user" ? ["--rootless", "true"] : [];
}

interface RootTrial {
  readonly name: string;
  readonly layer?: string;
  readonly prepare?: (rootDirectory: string) => Promise<void>;
  readonly command: readonly string[];
}

async function tryRoot(trial: Trial, plan: RootTrial): Promise<string | undefined> {
  const mounts = join(trial.directory, `${plan.name}-mnt`);
  const scratch = join(trial.directory, `${plan.name}-scratch`);
  const rootDirectory = join(mounts, "merged");
  await mkdir(rootDirectory, { recursive: true, mode: 0o711 });
  await mkdir(scratch, { mode: 0o711 });
  await plan.prepare?.(rootDirectory);
  const result = await run([
    trial.launch,
    "--mounts",
    mounts,
    "--lower",
    join(trial.directory, "lower"),
    "--scratch",
    scratch,
    ...(plan.layer === undefined ? [] : ["--template", plan.layer]),
    ...(trial.mode === "root"
      ? ["--map", `0:${TRIAL_ID_RANGE.first}:${TRIAL_ID_RANGE.count}`]
      : ["--userxattr"]),
    "--",
    ...plan.command,
  ]);
  if (result.exitCode === 0) {
    return undefined;
  }
  return (result.stderr || result.stdout).trim() || `exit code ${result.exitCode}`;
}

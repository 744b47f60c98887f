import { mkdir } from "node:fs/promises";
import { release } from "node:os";

import type { LimitName } from "@cwsandbox/engine";

import { findCgroupTrees } from "./cgroups.js";
import type { HostCheck, HostMode, HostReport, InspectHostOptions, RuntimeName } from "./host-report.js";
import {
  checkLaunch,
  checkLimits,
  checkNamespaces,
  checkNodePackage,
  checkProgram,
  checkRoots,
  checkRuntimes,
  checkStateDirectory,
  withTrial,
} from "./inspection/index.js";
import type { ProgramFinding, RuntimeCandidate } from "./inspection/index.js";

/** Tries everything the engine needs on this host and reports what works, with the remedy for what does not. */
export async function inspectHost(options: InspectHostOptions): Promise<HostReport> {
  const { stateDirectory } = options;
  const mode = hostMode();
  await mkdir(stateDirectory, { recursive: true, mode: 0o711 });
  const [programs, cgroups, namespaces, directory] = await Promise.all([
    findPrograms(),
    findCgroupTrees(),
    checkNamespaces(mode, process.getuid?.() === 0),
    checkStateDirectory(stateDirectory, mode),
  ]);
  const limits = checkLimits(mode, cgroups);
  const canTry = namespaces.ok && directory.ok && programs.launch.program !== undefined;
  const tried = canTry ? await tryOut(options, mode, programs) : undefined;
  const limited = tried?.limited === true;
  const checks = [
    namespaces,
    directory,
    ...programChecks(programs, options.runtime ?? "auto"),
    limits.check,
    checkNodePackage(process.arch),
    ...(tried?.checks ?? []),
  ];
  return {
    mode,
    architecture: process.arch,
    kernel: release(),
    cgroups: limited ? cgroups.kind : "none",
    usable: canTry && checks.every(({ ok, need }) => ok || need === "optional"),
    ...(tried?.runtime === undefined ? {} : { runtime: tried.runtime }),
    programs: foundPrograms(programs),
    unenforcedLimits: unenforced(limited ? limits.unenforced : ["memory", "cpu", "pids"], checks),
    idRanges: mode === "root" ? "private" : "single",
    checks,
  };
}

/** Told by the start script; a server started without it is root of the machine or nothing. */
function hostMode(): HostMode {
  const told = process.env["CWSANDBOX_HOST_MODE"];
  if (told === "root" || told === "user" || told === "none") {
    return told;
  }
  return process.getuid?.() === 0 ? "root" : "none";
}

type Programs = Readonly<Record<"crun" | "runc" | "conmon" | "mkfs" | "python" | "launch", ProgramFinding>>;

async function findPrograms(): Promise<Programs> {
  const runtime = {
    need: "optional",
    purpose: "one OCI runtime is needed",
    wantedFeature: /seccomp/i,
  } as const;
  const [crun, runc, conmon, mkfs, python, launch] = await Promise.all([
    checkProgram({ ...runtime, name: "crun", package: "crun" }),
    checkProgram({ ...runtime, name: "runc", package: "runc" }),
    checkProgram({
      name: "conmon",
      package: "conmon",
      need: "required",
      purpose: "it keeps the logs and exit codes of sandboxes",
    }),
    checkProgram({
      name: "mkfs.ext4",
      package: "e2fsprogs",
      need: "optional",
      purpose: "disk space cannot be limited",
    }),
    checkProgram({
      name: "python3",
      // The built-in image shows the host's /usr, and no other Python that PATH may know.
      directory: "/usr/bin",
      package: "python3",
      need: "optional",
      purpose: "the built-in image has no Python",
    }),
    checkLaunch(process.arch),
  ]);
  return { crun, runc, conmon, mkfs, python, launch };
}

/** One runtime is enough: where the choice is ours, the other one is not worth a line when it is not there. */
function programChecks(
  { crun, runc, ...others }: Programs,
  wanted: NonNullable<InspectHostOptions["runtime"]>,
): readonly HostCheck[] {
  const both = [crun, runc];
  const found = both.filter(({ program }) => program !== undefined);
  const runtimes = wanted === "auto" && found.length > 0 ? found : both;
  return [...runtimes, ...Object.values(others)].map(({ check }) => check);
}

function foundPrograms({ crun, runc, conmon, mkfs, launch }: Programs): HostReport["programs"] {
  return {
    ...(crun.program === undefined ? {} : { crun: crun.program }),
    ...(runc.program === undefined ? {} : { runc: runc.program }),
    ...(conmon.program === undefined ? {} : { conmon: conmon.program }),
    ...(mkfs.program === undefined ? {} : { mkfs: mkfs.program }),
    ...(launch.program === undefined ? {} : { launch: launch.program }),
  };
}

interface TrialResult {
  readonly checks: readonly HostCheck[];
  readonly runtime?: RuntimeName;
  readonly limited: boolean;
}

/** Mounts and starts for real, on the file system that will hold the sandboxes. */
function tryOut(options: InspectHostOptions, mode: HostMode, programs: Programs): Promise<TrialResult> {
  const { stateDirectory, runtime = "auto" } = options;
  const names = runtime === "auto" ? (["crun", "runc"] as const) : [runtime];
  const launch = programs.launch.program?.path ?? "";
  return withTrial({ stateDirectory, launch, mode }, async (trial) => {
    const roots = await checkRoots(trial, programs.mkfs.program?.path);
    if (roots.some(({ ok, need }) => !ok && need === "required")) {
      return { checks: roots, limited: false };
    }
    const candidates = names.map((name): RuntimeCandidate => withProgram(name, programs[name]));
    const container = await checkRuntimes(trial, candidates, mode === "root");
    return {
      checks: [...roots, container.check],
      limited: container.limited,
      ...(container.runtime === undefined ? {} : { runtime: container.runtime }),
    };
  });
}

function withProgram(name: RuntimeName, { program }: ProgramFinding): RuntimeCandidate {
  return program === undefined ? { name } : { name, program };
}

function unenforced(limits: readonly LimitName[], checks: readonly HostCheck[]): readonly LimitName[] {
  const limitsDisk = checks.some(({ name, ok }) => name === "disk-limit" && ok);
  return limitsDisk ? limits : [...limits, "disk"];
}

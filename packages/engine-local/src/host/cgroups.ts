import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { readdir, readFile, rmdir } from "node:fs/promises";
import { join } from "node:path";

import { sendSignal } from "./proc.js";
import { errorCode } from "./error-code.js";

/** The control group trees this process sees. */
export interface CgroupTrees {
  /** `none` when there is no tree at all. Both kinds side by side count as v1: the v2 tree has no controllers then. */
  readonly kind: "v1" | "v2" | "none";
  /** Mount points, one per v1 hierarchy, or the single one of v2. */
  readonly roots: readonly { readonly directory: string; readonly controllers: readonly string[] }[];
}

/** Reads the control group mounts from the text of `/proc/PID/mountinfo`. */
export function parseCgroupTrees(mountinfo: string): CgroupTrees {
  const mounts = mountinfo
    .split("\n")
    .map((line) => {
      const fields = line.split(" ");
      const [type = "", , options = ""] = fields.slice(fields.indexOf("-") + 1);
      return { directory: fields[4] ?? "", type, controllers: options.split(",") };
    })
    .filter(({ type }) => type.startsWith("cgroup"));
  const first = mounts.filter(({ type }) => type === "cgroup");
  const chosen = first.length > 0 ? first : mounts.slice(0, 1);
  return {
    kind: first.length > 0 ? "v1" : chosen.length > 0 ? "v2" : "none",
    roots: chosen.map(({ directory, controllers }) => ({ directory, controllers })),
  };
}

/** The trees as they are mounted for this process. */
export async function findCgroupTrees(): Promise<CgroupTrees> {
  return parseCgroupTrees(await readFile("/proc/self/mountinfo", "utf8"));
}

/** How often the kernel killed for lack of memory inside the group; 0 when nothing tells. */
export async function readOutOfMemoryKills(trees: CgroupTrees, group: string): Promise<number> {
  const root = trees.roots.find(({ controllers }) => trees.kind === "v2" || controllers.includes("memory"));
  if (root === undefined) {
    return 0;
  }
  const file = trees.kind === "v2" ? "memory.events" : "memory.oom_control";
  const text = readQuietly(join(root.directory, group, file));
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}

/**
 * Makes a group, ahead of the runtime that fills it, whose processes run only while nobody else wants the processor.
 * Gives what ends that; undefined where the kernel cannot do it.
 */
export function makeBackgroundGroup({ kind, roots }: CgroupTrees, group: string): (() => void) | undefined {
  const root = roots.find(({ controllers }) => kind === "v2" || controllers.includes("cpu"));
  if (root === undefined) return undefined;
  const directory = join(root.directory, group);
  const write = (text: "0" | "1"): void => {
    writeFileSync(join(directory, "cpu.idle"), text, { flag: "r+" });
  };
  const isMade = succeeds(() => {
    mkdirSync(directory);
    write("1");
  });
  // It may have ended meanwhile, and its group with it.
  return isMade ? () => void succeeds(() => write("0")) : undefined;
}

function succeeds(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}

/** Kills every process in the group, in whatever hierarchy it is found. */
export async function killCgroup(trees: CgroupTrees, group: string): Promise<void> {
  for (const { directory } of trees.roots) {
    const text = readQuietly(join(directory, group, "cgroup.procs"));
    for (const pid of text.split("\n").map(Number)) {
      if (pid > 0) sendSignal(pid, "SIGKILL");
    }
  }
}

/** Removes the group from every hierarchy. Its processes must have ended. */
export async function removeCgroup(trees: CgroupTrees, group: string): Promise<void> {
  await Promise.all(trees.roots.map(({ directory }) => removeGroup(join(directory, group))));
}

/** Nearly always there is nothing below it. */
async function removeGroup(directory: string): Promise<void> {
  try {
    await rmdir(directory);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") await removeTree(directory);
  }
}

/** A directory of a control group holds files that cannot be removed; only its directories are. */
async function removeTree(directory: string): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) await removeTree(join(directory, entry.name));
  }
  try {
    await rmdir(directory);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") {
      throw error;
    }
  }
}

/** At once: every command looks at its sandbox first, and an asynchronous read takes longer than all of it. */
function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

import { readdir, readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

/** What a sandbox can leave behind on a host, each as a text that says what and where. */
export interface Leftovers {
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  readonly loopDevices: readonly string[];
  readonly cgroups: readonly string[];
  readonly directories: readonly string[];
}

/**
 * Counts everything on this host that mentions `directory`, the state of one server: its own processes
 * do not count (`except`), neither do records, logs and images, which are kept on purpose.
 */
async function findLeftovers(directory: string, except: readonly number[] = []): Promise<Leftovers> {
  const processes = await findProcesses(directory, except);
  return {
    processes: processes.map(({ pid, command }) => `${pid} ${command}`),
    mounts: await findMounts(directory),
    loopDevices: await findLoopDevices(directory),
    cgroups: await findCgroups(directory),
    directories: await findDirectories(directory),
  };
}

/**
 * Waits until nothing is left, because ending takes a moment, and gives what is still there after a minute.
 * Compare it with {@link NOTHING_LEFT}.
 */
export async function findLastingLeftovers(
  directory: string,
  except: readonly number[] = [],
): Promise<Leftovers> {
  const deadline = performance.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const found = await findLeftovers(directory, except);
    const isClean = Object.values(found).every((kind: readonly string[]) => kind.length === 0);
    if (isClean || performance.now() > deadline) return found;
    await setTimeout(50);
  }
}

const PATIENCE_SECONDS = 60;

export const NOTHING_LEFT: Leftovers = {
  processes: [],
  mounts: [],
  loopDevices: [],
  cgroups: [],
  directories: [],
};

interface FoundProcess {
  readonly pid: number;
  readonly command: string;
}

/** Supervisors name the directory in their arguments, sandboxed processes in the mounts they live on. */
export async function findProcesses(directory: string, except: readonly number[]): Promise<FoundProcess[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      if (pid === process.pid || except.includes(pid)) return [];
      const [command, mounts] = await Promise.all([
        readIfThere(`/proc/${pid}/cmdline`),
        readIfThere(`/proc/${pid}/mountinfo`),
      ]);
      const mentions = command.includes(directory) || mounts.includes(directory);
      return mentions ? [{ pid, command: command.replaceAll("\0", " ").slice(0, 200) }] : [];
    }),
  );
  return found.flat();
}

async function findMounts(directory: string): Promise<string[]> {
  const lines = (await readIfThere("/proc/self/mountinfo")).split("\n");
  return lines.filter((line) => line.includes(directory));
}

async function findLoopDevices(directory: string): Promise<string[]> {
  const names = (await readdir("/sys/block")).filter((name) => name.startsWith("loop"));
  const backing = await Promise.all(
    names.map(async (name) => `${name} ${await readIfThere(`/sys/block/${name}/loop/backing_file`)}`),
  );
  return backing.filter((line) => line.includes(directory));
}

/** Control groups carry no path, but the id of their sandbox, whose record or directory lies below the state. */
export async function findCgroups(directory: string): Promise<string[]> {
  const ids = await findSandboxIds(directory);
  const mounts = (await readIfThere("/proc/self/mountinfo")).split("\n");
  const trees = mounts.filter((line) => / - cgroup2? /.test(line)).map((line) => line.split(" ")[4] ?? "");
  const found = await Promise.all(
    trees.map(async (tree) => {
      const groups = await readdir(tree).catch(() => []);
      return groups
        .filter((name) => ids.some((id) => name.includes(id)))
        .map((name) => path.join(tree, name));
    }),
  );
  return found.flat();
}

async function findSandboxIds(directory: string): Promise<string[]> {
  const parents = ["sandboxes", "run/containers"].map((name) => path.join(directory, "state", name));
  const names = await Promise.all(parents.map((parent) => readdir(parent).catch(() => [])));
  return [...new Set(names.flat())];
}

/** Whatever a sandbox needs only while it lives; what is kept after the end is the record and the log. */
async function findDirectories(directory: string): Promise<string[]> {
  const state = path.join(directory, "state");
  const entries = await readdir(state, { recursive: true, withFileTypes: true }).catch(() => []);
  const isTemporary = /^(mnt|merged|scratch|execs|exits|alive|files|upper|work)$/;
  return entries
    .filter(({ name, parentPath }) => isTemporary.test(name) && !parentPath.includes("/images"))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The namespaces that processes of this host live in, by kind and number. */
export async function listNamespaces(): Promise<ReadonlySet<string>> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = new Set<string>();
  for (const pid of pids) {
    for (const kind of ["mnt", "pid", "net", "ipc", "uts", "user", "cgroup"]) {
      const name = await readlink(`/proc/${pid}/ns/${kind}`).catch(() => undefined);
      if (name !== undefined) found.add(name);
    }
  }
  return found;
}

function readIfThere(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

import type { ExecProcess } from "@cwsandbox/engine";
import { inspectHost } from "@cwsandbox/engine-local";
import type { HostReport, RuntimeName } from "@cwsandbox/engine-local";

import { openContainerRuntime } from "../../../packages/engine-local/dist/runtime/index.js";
import type {
  ContainerExec,
  ContainerPlan,
  ContainerRuntime,
} from "../../../packages/engine-local/dist/runtime/index.js";

const ENVIRONMENT = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/root" };
const PATIENCE_SECONDS = 60;

/** Containers on a directory of their own, with a root file system made from this host's /usr. */
export interface ContainerHost extends AsyncDisposable {
  readonly directory: string;
  readonly host: HostReport;
  readonly runtime: ContainerRuntime;
  /** The same directory opened again, as by a server that was started again. */
  readonly reopen: () => Promise<ContainerRuntime>;
  readonly plan: (id: string, command: readonly string[], more?: Partial<ContainerPlan>) => ContainerPlan;
  readonly start: (id: string, command: readonly string[], more?: Partial<ContainerPlan>) => Promise<void>;
  readonly exec: (
    id: string,
    command: readonly string[],
    more?: Partial<ContainerExec>,
  ) => Promise<ExecResult>;
  readonly execProcess: (
    id: string,
    command: readonly string[],
    more?: Partial<ContainerExec>,
    signal?: AbortSignal,
  ) => Promise<ExecProcess>;
  readonly log: (id: string) => Promise<string>;
  /** Everything on this machine that still has to do with the directory. */
  readonly leftovers: () => Promise<readonly string[]>;
}

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const NEVER: AbortSignal = new AbortController().signal;

export async function openContainerHost(
  runtimeName: RuntimeName,
  limits: { readonly diskLimitBytes?: number; readonly pidsLimit?: number } = {},
): Promise<ContainerHost> {
  const directory = await mkdtemp(path.join(tmpdir(), "containers-"));
  await chmod(directory, 0o711);
  const lowerDirectory = await makeLowerDirectory(directory);
  const host = await inspectHost({ stateDirectory: directory, runtime: runtimeName });
  const open = (): Promise<ContainerRuntime> =>
    openContainerRuntime({
      runDirectory: path.join(directory, "run"),
      host,
      diskLimitBytes: limits.diskLimitBytes ?? 256 * 1024 * 1024,
      pidsLimit: limits.pidsLimit ?? 256,
      logLimitBytes: 64 * 1024 * 1024,
    });
  const runtime = await open();
  const plan: ContainerHost["plan"] = (id, command, more = {}) => ({
    id,
    lowerDirectory,
    binds: [{ source: "/usr", destination: "/usr", readOnly: true }],
    command,
    environment: ENVIRONMENT,
    workingDirectory: "/",
    user: { uid: 0, gid: 0 },
    idRange: host.idRanges === "private" ? { first: 700_000, count: 65_536 } : { first: 0, count: 1 },
    resources: { requests: {}, limits: {} },
    logFile: path.join(directory, `${id}.log`),
    ...more,
  });
  const execProcess: ContainerHost["execProcess"] = (
    id,
    command,
    more = {},
    signal = new AbortController().signal,
  ) =>
    runtime.exec(
      id,
      {
        command,
        environment: ENVIRONMENT,
        workingDirectory: "/",
        user: { uid: 0, gid: 0 },
        stdin: false,
        ...more,
      },
      signal,
    );
  return {
    directory,
    host,
    runtime,
    reopen: open,
    plan,
    execProcess,
    start: async (id, command, more) => {
      await runtime.start(plan(id, command, more), NEVER);
    },
    exec: async (id, command, more) => collect(await execProcess(id, command, more)),
    log: (id) => readFile(path.join(directory, `${id}.log`), "utf8"),
    leftovers: () => lastingLeftovers(directory),
    async [Symbol.asyncDispose]() {
      for (const id of await runtime.known()) await runtime.remove(id);
      await rm(directory, { recursive: true });
    },
  };
}

/** Reads a command to its end. */
export async function collect(process: ExecProcess): Promise<ExecResult> {
  const parts = { stdout: "", stderr: "" };
  for await (const { stream, data } of process.output) parts[stream] += Buffer.from(data).toString();
  return { exitCode: await process.exitCode, ...parts };
}

async function makeLowerDirectory(directory: string): Promise<string> {
  const lower = path.join(directory, "lower");
  for (const name of ["usr", "etc", "proc", "sys", "dev", "root"]) {
    await mkdir(path.join(lower, name), { recursive: true });
  }
  await mkdir(path.join(lower, "tmp"));
  await chmod(path.join(lower, "tmp"), 0o1777);
  for (const name of ["bin", "sbin", "lib", "lib64"]) await symlink(`usr/${name}`, path.join(lower, name));
  await writeFile(path.join(lower, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  return lower;
}

/** What ends takes a moment to be gone; what is still there after a minute is left. */
async function lastingLeftovers(directory: string): Promise<readonly string[]> {
  const deadline = performance.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const found = [...(await processes(directory)), ...(await loopDevices(directory)), ...(await cgroups())];
    const names = await readdir(path.join(directory, "run", "containers"));
    const all = [...found, ...names.map((name) => `directory ${name}`)];
    if (all.length === 0 || performance.now() > deadline) return all;
    await setTimeout(50);
  }
}

async function processes(directory: string): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const text = (await read(`/proc/${pid}/cmdline`)) + (await read(`/proc/${pid}/mountinfo`));
      return text.includes(directory) ? [`process ${pid} ${await read(`/proc/${pid}/comm`)}`] : [];
    }),
  );
  return found.flat();
}

async function loopDevices(directory: string): Promise<readonly string[]> {
  const names = (await readdir("/sys/block")).filter((name) => name.startsWith("loop"));
  const backing = await Promise.all(names.map((name) => read(`/sys/block/${name}/loop/backing_file`)));
  return backing.filter((file) => file.includes(directory));
}

/** Control groups carry only the container's id; those of these tests begin with `rt-`. */
async function cgroups(): Promise<readonly string[]> {
  const lines = (await read("/proc/self/mountinfo")).split("\n");
  const roots = lines.filter((line) => / - cgroup2? /.test(line)).map((line) => line.split(" ")[4] ?? "");
  const names = await Promise.all(roots.map((root) => readdir(root).catch(() => [])));
  return names.flat().filter((name) => name.startsWith(`cwsandbox-rt-${process.pid}`));
}

function read(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

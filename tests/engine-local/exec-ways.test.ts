import { readFile } from "node:fs/promises";
import path from "node:path";

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { openContainerHost } from "./support/container-host.js";
import type { ContainerHost } from "./support/container-host.js";

/** What a process is allowed and what it belongs to; everything that does not change from process to process. */
const LOOK = [
  "grep -E '^(Umask|Uid|Gid|Groups|Sig(Blk|Ign|Cgt)|Cap|NoNewPrivs|Seccomp|Spec|Cpus_allowed|Mems)' /proc/self/status",
  "readlink /proc/self/ns/cgroup /proc/self/ns/ipc /proc/self/ns/mnt /proc/self/ns/net /proc/self/ns/pid",
  "readlink /proc/self/ns/time /proc/self/ns/user /proc/self/ns/uts /proc/self/root /proc/self/cwd",
  "cat /proc/self/limits /proc/self/cgroup",
  "env | sort; id",
].join("; ");

const TERMINAL = { terminal: { columns: 200, rows: 50 } };

describe("commands started by the helper and by the runtime", () => {
  let host: ContainerHost;
  let id: string;
  beforeAll(async () => {
    host = await openContainerHost("crun", { diskLimitBytes: 64 * 1024 * 1024, pidsLimit: 16 });
  });
  afterEach(async () => {
    for (const known of await host.runtime.known()) await host.runtime.remove(known);
    expect(await host.leftovers()).toEqual([]);
  });
  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });
  const start = async (command = ["sleep", "1005"]): Promise<void> => {
    id = `ways-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
    await host.start(id, command);
  };
  const say = async (words: string, more: Parameters<ContainerHost["exec"]>[2] = {}): Promise<string> => {
    const { stdout, stderr } = await host.exec(id, ["sh", "-c", words], more);
    return (stdout + stderr).replaceAll("\r", "");
  };

  test.each([
    ["root", { uid: 0, gid: 0 }],
    ["another user", { uid: 1000, gid: 100 }],
  ])("have the same rights, limits, namespaces and groups: %s", async (_, user) => {
    await start();
    const short = await say(LOOK, { user });
    expect(await say(LOOK, { user, ...TERMINAL })).toBe(short);
    expect(short).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(short).toMatch(/^Seccomp_filters:\s+1$/m);
    expect(short).toMatch(/^Groups:\s*$/m);
  });

  test("belong to the control groups of the main process, seen from outside", async () => {
    await start();
    const running = await host.execProcess(id, ["sleep", "1006"]);
    const commands = async () => (await containerProcesses(id)).map(({ command }) => command);
    await expect.poll(commands).toEqual(expect.arrayContaining(["sleep 1005", "sleep 1006"]));
    const processes = await containerProcesses(id);
    expect(new Set(processes.map(({ groups }) => groups)).size).toBe(1);
    await running[Symbol.asyncDispose]();
  });

  test("the helper is seen by nobody inside, and nothing of the host is open in a command", async () => {
    await start();
    const lines = await say("cat /proc/[0-9]*/cmdline | tr '\\0' ' '; ls -l /proc/self/fd | grep -c -- '->'");
    expect(lines).not.toContain("sealed");
    // Three streams, and the directory that is being listed.
    expect(lines.trim()).toMatch(/\b4$/);
    expect(await say("readlink /proc/self/fd/1")).toMatch(/^pipe:/);
  });

  test("a program that names itself as the one that starts it gets a copy that cannot be written", async () => {
    await start();
    const write = "exec 3<>/proc/self/exe && echo opened";
    expect((await host.exec(id, ["/proc/self/exe", "--check"])).exitCode).toBe(0);
    expect(await say(write)).not.toContain("opened");
  });

  test("a container at its limit of processes still runs commands", async () => {
    await start(["sh", "-c", "for each in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do sleep 1000 & done; wait"]);
    await expect.poll(async () => (await containerProcesses(id)).length).toBe(16);
    expect((await host.exec(id, ["true"])).exitCode).toBe(0);
    expect((await host.exec(id, ["true"])).exitCode).toBe(0);
  });

  test("a helper that is killed takes its commands along, and another one follows", async () => {
    await start();
    const running = await host.execProcess(id, ["sleep", "1007"]);
    const [pid] = (await readFile(path.join(host.directory, "run/containers", id, "starter"), "utf8")).split(
      " ",
    );
    process.kill(Number(pid), "SIGKILL");
    expect(await running.exitCode).toBe(137);
    await expect.poll(() => say("cat /proc/[0-9]*/cmdline")).not.toContain("1007");
    expect(await host.runtime.isRunning(id)).toBe(true);
  });

  test("an abort kills the whole process group and leaves the rest", async () => {
    await start();
    const abort = new AbortController();
    const running = await host.execProcess(id, ["sh", "-c", "sleep 1008 & sleep 1009"], {}, abort.signal);
    await expect.poll(() => say("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).toContain("1009");
    abort.abort();
    expect(await running.exitCode).toBe(137);
    await expect.poll(() => say("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).not.toContain("1008");
    expect(await host.runtime.isRunning(id)).toBe(true);
  });
});

/** Processes of the host that belong to the container's control groups. */
async function containerProcesses(id: string): Promise<{ command: string; groups: string }[]> {
  const mounts = await readFile("/proc/self/mountinfo", "utf8");
  const tree = /^(?:\S+ ){4}(\S+) .* - cgroup2? /m.exec(mounts)?.[1] ?? "";
  const pids = await readFile(path.join(tree, `cwsandbox-${id}`, "cgroup.procs"), "utf8");
  return Promise.all(
    pids
      .trim()
      .split("\n")
      .map(async (pid) => ({
        command: (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim(),
        groups: await readFile(`/proc/${pid}/cgroup`, "utf8"),
      })),
  );
}

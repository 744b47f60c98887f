import { readFile } from "node:fs/promises";
import path from "node:path";

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { collect, openContainerHost } from "./support/container-host.js";
import type { ContainerHost } from "./support/container-host.js";

/** What a process is allowed and what it belongs to; everything that does not change from process to process. */
const LOOK = [
  "grep -E '^(Umask|Uid|Gid|Groups|Sig(Blk|Ign|Cgt)|Cap|NoNewPrivs|Seccomp|Spec|Cpus_allowed|Mems)' /proc/self/status",
  "readlink /proc/self/ns/cgroup /proc/self/ns/ipc /proc/self/ns/mnt /proc/self/ns/net /proc/self/ns/pid",
  "readlink /proc/self/ns/time /proc/self/ns/user /proc/self/ns/uts /proc/self/root /proc/self/cwd",
  "cat /proc/self/limits /proc/self/cgroup /proc/self/oom_score_adj",
  "env | sort; id",
].join("; ");

const TERMINAL = { terminal: { columns: 200, rows: 50 } };

describe.each(["crun", "runc"] as const)("commands in containers of %s", (name) => {
  let host: ContainerHost;
  let id: string;
  beforeAll(async () => {
    host = await openContainerHost(name, { diskLimitBytes: 64 * 1024 * 1024, pidsLimit: 16 });
  });
  afterEach(async () => {
    for (const known of await host.runtime.known()) await host.runtime.remove(known);
    expect(await host.leftovers()).toEqual([]);
  });
  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });
  const start = async (
    command = ["sleep", "1005"],
    more: Parameters<ContainerHost["start"]>[2] = {},
  ): Promise<void> => {
    id = `ways-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
    await host.start(id, command, more);
  };
  const say = async (words: string, more: Parameters<ContainerHost["exec"]>[2] = {}): Promise<string> => {
    const { stdout, stderr } = await host.exec(id, ["sh", "-c", words], more);
    return (stdout + stderr).replaceAll("\r", "");
  };
  /** What the main process has printed, without the times, once it is whole. */
  const ofMain = async (): Promise<string> => {
    await expect.poll(() => host.log(id)).toMatch(/ F whole\n/);
    return (await host.log(id)).replaceAll(/^\S+ std(?:out|err) F /gm, "").replace("whole\n", "");
  };

  test.each([
    ["root", { uid: 0, gid: 0 }],
    ["another user", { uid: 1000, gid: 100 }],
  ])("have the rights, limits, namespaces and groups of the main process: %s", async (_, user) => {
    await start(["sh", "-c", `${LOOK}; echo whole; exec sleep 1005`], { user });
    const main = await ofMain();
    expect(await say(LOOK, { user })).toBe(main);
    expect(await say(LOOK, { user, ...TERMINAL })).toBe(main);
    expect(main).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(main).toMatch(/^Seccomp_filters:\s+1$/m);
    expect(main).toMatch(/^Groups:\s*$/m);
  });

  test("a terminal belongs to the user of its command, who finds it by name", async () => {
    await start();
    const user = { uid: 1000, gid: 100 };
    expect(await say('stat -c "%u %g %a" $(tty); stty size > $(tty)', { user, ...TERMINAL })).toBe(
      "1000 0 620\n50 200\n",
    );
    // It is gone with its command: the next one has its number.
    await expect.poll(() => say("tty; ls /dev/pts", TERMINAL)).toBe("/dev/pts/0\n0  ptmx\n");
  });

  test("terminals are many at once, each with its own input and output", async () => {
    await start();
    const results = await Promise.all(
      ["a", "b", "c", "d"].map(async (word) => {
        const running = await host.execProcess(id, ["sh", "-c", 'read x; echo "<$x>"'], {
          stdin: true,
          ...TERMINAL,
        });
        await running.writeStdin(Buffer.from(`${word}\n`));
        return (await collect(running)).stdout;
      }),
    );
    expect(results).toEqual(["a", "b", "c", "d"].map((word) => `${word}\r\n<${word}>\r\n`));
  });

  test("what still holds a terminal does not keep its output open", async () => {
    await start();
    const { stdout, exitCode } = await host.exec(
      id,
      ["sh", "-c", "trap '' HUP; sleep 1010 & echo last"],
      TERMINAL,
    );
    expect([stdout, exitCode]).toEqual(["last\r\n", 0]);
  });

  test("output of a terminal that nobody reads stops its command, and is dropped with it", async () => {
    await start();
    const running = await host.execProcess(id, ["yes"], TERMINAL);
    await running.output[Symbol.asyncIterator]().next();
    expect(await say("echo other")).toBe("other\n");
    await running[Symbol.asyncDispose]();
    expect(await running.exitCode).toBe(137);
    await expect.poll(() => say("ls /dev/pts")).toBe("ptmx\n");
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
    const groupsOf = async (process: string): Promise<string> =>
      (await host.exec(id, ["cat", `/proc/${process}/cgroup`])).stdout;
    expect(await groupsOf("self")).toBe(await groupsOf("1"));
    expect((await host.exec(id, ["true"], TERMINAL)).exitCode).toBe(0);
    // The limit holds for what the command starts.
    expect(await say("sleep 1 & true")).toMatch(/fork/i);
    await expect.poll(async () => (await containerProcesses(id)).length).toBe(16);
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

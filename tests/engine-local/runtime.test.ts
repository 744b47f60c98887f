import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { collect, NEVER, openContainerHost } from "./support/container-host.js";
import type { ContainerHost } from "./support/container-host.js";

const FOREVER = ["/usr/bin/sleep", "1000"];
let counter = 0;
const nextId = (): string => `rt-${process.pid}-${(counter += 1)}`;

describe.each(["crun", "runc"] as const)("container runtime with %s", (name) => {
  let host: ContainerHost;

  beforeAll(async () => {
    host = await openContainerHost(name, { diskLimitBytes: 64 * 1024 * 1024, pidsLimit: 64 });
    expect(host.host.checks.filter(({ ok, need }) => !ok && need === "required")).toEqual([]);
  });

  afterEach(async () => {
    for (const id of await host.runtime.known()) await host.runtime.remove(id);
    expect(await host.leftovers()).toEqual([]);
  });

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });

  const started = async (command: readonly string[] = FOREVER): Promise<string> => {
    const id = nextId();
    await host.start(id, command);
    return id;
  };
  const startedWith = async (
    more: Parameters<ContainerHost["start"]>[2],
    command = FOREVER,
  ): Promise<string> => {
    const id = nextId();
    await host.start(id, command, more);
    return id;
  };

  const commandLines = async (id: string): Promise<string> =>
    (await host.exec(id, ["sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"])).stdout;

  test("the chosen runtime is the one that was asked for", () => {
    expect(host.host.runtime).toBe(name);
    expect(host.host.unenforcedLimits).toEqual([]);
  });

  test("main process: output in the log, exit code, time of its end", async () => {
    const before = Date.now();
    const id = await started(["/bin/sh", "-c", "echo out; echo err >&2; printf part; exit 7"]);
    const exit = await host.runtime.waitForExit(id, NEVER);
    expect(exit).toMatchObject({ kind: "exited", exitCode: 7, outOfMemory: false });
    expect(exit.kind === "exited" && exit.endedAt.getTime()).toBeGreaterThan(before - 1000);
    const log = await host.log(id);
    expect(log).toMatch(/ stdout F out\n/);
    expect(log).toMatch(/ stderr F err\n/);
    expect(log).toMatch(/ stdout P part/);
    expect(await host.runtime.isRunning(id)).toBe(false);
  });

  test("exit codes: by a signal, and of one that ended before anybody waited", async () => {
    const id = await started(["/bin/sh", "-c", "exit 0"]);
    await setTimeout(200);
    expect(await host.runtime.waitForExit(id, NEVER)).toMatchObject({ exitCode: 0 });
    const killed = await started();
    await host.runtime.kill(killed, "SIGKILL");
    expect(await host.runtime.waitForExit(killed, NEVER)).toMatchObject({
      exitCode: 137,
      outOfMemory: false,
    });
  });

  test("TERM reaches the main process, and a handler may choose the exit code", async () => {
    const id = await started([
      "/bin/sh",
      "-c",
      "trap 'exit 5' TERM; echo ready; while :; do sleep 0.05; done",
    ]);
    while (!(await host.log(id)).includes("ready")) await setTimeout(20);
    await host.runtime.kill(id, "SIGTERM");
    expect(await host.runtime.waitForExit(id, NEVER)).toMatchObject({ exitCode: 5 });
  });

  test("exec: both streams, exit code, environment, directory, input", async () => {
    const id = await started();
    expect(await host.exec(id, ["sh", "-c", "echo out; echo err >&2; exit 3"])).toEqual({
      exitCode: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
    const environment = { PATH: "/bin", ONE: "1 =x", EMPTY: "" };
    const told = await host.exec(id, ["sh", "-c", 'pwd; env; echo "<$EMPTY>"'], {
      environment,
      workingDirectory: "/tmp",
    });
    expect(told.stdout).toMatch(/^\/tmp\n/);
    expect(told.stdout).toContain("ONE=1 =x\n");
    expect(told.stdout).toContain("<>");
    const cat = await host.execProcess(id, ["cat"], { stdin: true });
    const reading = collect(cat);
    await cat.writeStdin(Buffer.from("a"));
    await cat.writeStdin(Buffer.from("bc"));
    cat.closeStdin();
    expect(await reading).toEqual({ exitCode: 0, stdout: "abc", stderr: "" });
    expect((await host.exec(id, ["cat"])).stdout).toBe("");
  });

  test("exec: what cannot be started is 127 or 126 with the reason, its own 255 stays 255", async () => {
    const id = await started();
    const unknown = await host.exec(id, ["no-such-command"]);
    expect(unknown.exitCode).toBe(127);
    expect(unknown.stderr).toContain("no-such-command");
    expect((await host.exec(id, ["/no/such/file"])).exitCode).toBe(127);
    expect((await host.exec(id, ["/etc"])).exitCode).toBe(126);
    expect((await host.exec(id, ["true"], { workingDirectory: "/nowhere" })).exitCode).toBe(126);
    for (const code of [1, 125, 126, 127, 255]) {
      expect((await host.exec(id, ["sh", "-c", `exit ${code}`])).exitCode).toBe(code);
    }
    expect((await host.exec(id, ["sh", "-c", "kill -9 $$"])).exitCode).toBe(137);
  });

  test("exec: large output arrives whole through a slow reader", async () => {
    const id = await started();
    const process = await host.execProcess(id, ["head", "-c", "8000000", "/dev/zero"]);
    let seen = 0;
    let pauses = 5;
    for await (const { data } of process.output) {
      seen += data.length;
      if (pauses > 0) {
        pauses -= 1;
        await setTimeout(20);
      }
    }
    expect(seen).toBe(8_000_000);
    expect(await process.exitCode).toBe(0);
  });

  test("exec: an abort kills the command and what it started, deaf to TERM or not", async () => {
    const id = await started();
    const controller = new AbortController();
    const command = ["sh", "-c", "trap '' TERM INT; sleep 1001 & echo ready; wait"];
    const process = await host.execProcess(id, command, {}, controller.signal);
    const output = process.output[Symbol.asyncIterator]();
    await output.next();
    controller.abort();
    expect(await process.exitCode).toBe(137);
    expect((await output.next()).done).toBe(true);
    await expect.poll(() => commandLines(id)).not.toContain("1001");
    await expect(host.execProcess(id, ["true"], {}, AbortSignal.abort(new Error("no")))).rejects.toThrow(
      "no",
    );
  });

  test("exec: a command killed in the moment of its start leaves nothing", async () => {
    const id = await started();
    for (const delayMilliseconds of [0, 1, 3, 6, 10, 15]) {
      const controller = new AbortController();
      const process = await host.execProcess(id, ["sleep", "1002"], {}, controller.signal);
      await setTimeout(delayMilliseconds);
      controller.abort();
      expect(await process.exitCode).toBe(137);
    }
    await expect.poll(() => commandLines(id)).not.toContain("1002");
  });

  test("exec: ends with the container, and there is none in one that has ended", async () => {
    const id = await started();
    const process = await host.execProcess(id, ["sleep", "1000"]);
    await host.runtime.kill(id, "SIGKILL");
    expect(await process.exitCode).toBeGreaterThan(0);
    await host.runtime.waitForExit(id, NEVER);
    await expect(host.execProcess(id, ["true"])).rejects.toMatchObject({ code: "not-running" });
    await expect(host.runtime.rootPath(id)).rejects.toMatchObject({ code: "not-running" });
  });

  test("terminal: size, resize, input, end", async () => {
    const id = await started();
    const process = await host.execProcess(
      id,
      [
        "sh",
        "-c",
        "tty; stty size; read x; while stty size | grep -q '31 91'; do sleep 0.05; done; stty size; exit 4",
      ],
      {
        terminal: { columns: 91, rows: 31 },
      },
    );
    let text = "";
    let resized = false;
    for await (const { stream, data } of process.output) {
      expect(stream).toBe("stdout");
      text += Buffer.from(data).toString();
      if (!resized && text.includes("31 91")) {
        resized = true;
        process.resize({ columns: 77, rows: 17 });
        await process.writeStdin(Buffer.from("\n"));
      }
    }
    expect(text).toContain("/dev/pts/");
    expect(text).toContain("17 77");
    expect(await process.exitCode).toBe(4);
  });

  test("terminal: the size is there from the first instruction, and the last output is never lost", async () => {
    const id = await started();
    const terminal = { columns: 100, rows: 30 };
    const told = await Promise.all(
      Array.from({ length: 5 }, () => host.exec(id, ["sh", "-c", "stty size; echo last"], { terminal })),
    );
    expect(new Set(told.map(({ stdout }) => stdout))).toEqual(new Set(["30 100\r\nlast\r\n"]));
  });

  test("terminal: a shell controls its jobs, an interrupt reaches the one in front", async () => {
    const id = await started();
    const terminal = { columns: 80, rows: 24 };
    const shell = await host.execProcess(id, ["bash", "--norc", "-i"], { terminal });
    let text = "";
    const steps = ["sh -c \"echo be''gin; exec sleep 1005\"\n", "\u0003", "echo af''ter; exit 3\n"];
    const wanted = ["# ", "begin", "^C"];
    for await (const { data } of shell.output) {
      text += Buffer.from(data).toString();
      const next = wanted[0];
      if (next !== undefined && text.includes(next)) {
        wanted.shift();
        await shell.writeStdin(Buffer.from(steps.shift() ?? ""));
      }
    }
    expect(text).toContain("after");
    expect(text).not.toContain("no job control");
    expect(await shell.exitCode).toBe(3);
  });

  test("terminal: what cannot be started, another user, end of input", async () => {
    const id = await started();
    const terminal = { columns: 80, rows: 24 };
    const unknown = await host.exec(id, ["no-such-command"], { terminal });
    expect(unknown.exitCode).toBe(127);
    expect(unknown.stdout).toContain("no-such-command");
    expect((await host.exec(id, ["/etc"], { terminal })).exitCode).toBe(126);
    const user = { uid: 1000, gid: 1000 };
    const told = await host.exec(id, ["sh", "-c", "id -u; echo hello > /dev/tty"], { terminal, user });
    expect(told.stdout).toBe("1000\r\nhello\r\n");
    const cat = await host.execProcess(id, ["cat"], { terminal });
    const reading = collect(cat);
    cat.closeStdin();
    expect(await reading).toMatchObject({ exitCode: 0 });
  });

  test("terminal: an abort ends the command", async () => {
    const id = await started();
    const controller = new AbortController();
    const terminal = { columns: 80, rows: 24 };
    const process = await host.execProcess(id, ["sleep", "1003"], { terminal }, controller.signal);
    await setTimeout(100);
    controller.abort();
    expect(await process.exitCode).toBeGreaterThan(0);
    await expect.poll(() => commandLines(id)).not.toContain("1003");
  });

  test("a start that fails says why and leaves nothing", async () => {
    const plan = host.plan(nextId(), ["no-such-command"]);
    await expect(host.runtime.start(plan, NEVER)).rejects.toMatchObject({ code: "invalid" });
    await expect(host.runtime.start(plan, NEVER)).rejects.toThrow("no-such-command");
    const lost = host.plan(nextId(), FOREVER, { lowerDirectory: "/nowhere" });
    await expect(host.runtime.start(lost, NEVER)).rejects.toThrow("/nowhere");
    const bind = { source: "/nowhere", destination: "/x", readOnly: true };
    await expect(host.runtime.start(host.plan(nextId(), FOREVER, { binds: [bind] }), NEVER)).rejects.toThrow(
      "/nowhere",
    );
    expect(await host.runtime.known()).toEqual([]);
  });

  test("an abort at any moment of a start leaves nothing", async () => {
    for (const delayMilliseconds of [0, 2, 5, 10, 20, 40]) {
      const controller = new AbortController();
      const starting = host.runtime.start(host.plan(nextId(), FOREVER), controller.signal);
      const settled = Promise.allSettled([starting]);
      await setTimeout(delayMilliseconds);
      controller.abort(new Error("changed my mind"));
      const [outcome] = await settled;
      if (outcome?.status === "rejected") {
        expect(outcome.reason).toHaveProperty("message", "changed my mind");
        expect(await host.runtime.known()).toEqual([]);
      } else {
        for (const id of await host.runtime.known()) await host.runtime.remove(id);
      }
    }
    expect(await host.leftovers()).toEqual([]);
  });

  test("the same id twice is refused and harms nobody", async () => {
    const id = await started();
    await expect(host.start(id, FOREVER)).rejects.toMatchObject({ code: "already-exists" });
    expect(await host.runtime.isRunning(id)).toBe(true);
  });

  test("many at once", async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        startedWith({ idRange: { first: 700_000 + index * 65_536, count: 65_536 } }),
      ),
    );
    expect(new Set(await host.runtime.known())).toEqual(new Set(ids));
    const codes = await Promise.all(ids.map((id) => host.exec(id, ["sh", "-c", "exit 9"])));
    expect(codes.every(({ exitCode }) => exitCode === 9)).toBe(true);
    await Promise.all(ids.map((id) => host.runtime.remove(id)));
    expect(await host.leftovers()).toEqual([]);
  });

  test("memory beyond the limit kills, and is told as such", async () => {
    const limits = { memoryBytes: 32 * 1024 * 1024 };
    const id = await startedWith({ resources: { requests: {}, limits } }, ["/usr/bin/tail", "/dev/zero"]);
    expect(await host.runtime.waitForExit(id, NEVER)).toMatchObject({ exitCode: 137, outOfMemory: true });
  });

  test("a fork bomb stays inside its limit", async () => {
    const id = await started();
    const script = "for i in $(seq 200); do sleep 100 >/dev/null 2>&1 & done; echo end";
    const told = await host.exec(id, ["sh", "-c", script]);
    expect(told.stderr).toMatch(/fork/i);
    expect(await host.runtime.isRunning(id)).toBe(true);
  });

  test("the disk fills up to its limit, for this container only", async () => {
    const id = await started();
    const other = await startedWith({ idRange: { first: 900_000, count: 65_536 } });
    const told = await host.exec(id, ["dd", "if=/dev/zero", "of=/big", "bs=1M", "count=200"]);
    expect(told.exitCode).not.toBe(0);
    expect(told.stderr).toContain("No space left");
    expect((await host.exec(other, ["dd", "if=/dev/zero", "of=/big", "bs=1M", "count=20"])).exitCode).toBe(0);
  });

  test("the image is never written to, and containers do not see each other's changes", async () => {
    const id = await started();
    const other = await startedWith({ idRange: { first: 900_000, count: 65_536 } });
    expect((await host.exec(id, ["sh", "-c", "echo mine > /etc/passwd"])).exitCode).toBe(0);
    expect((await host.exec(other, ["cat", "/etc/passwd"])).stdout).toContain("root:x:0");
    expect(await readFile(path.join(host.directory, "lower/etc/passwd"), "utf8")).toContain("root:x:0");
  });

  test("binds belong to root inside and are read-only", async () => {
    const source = path.join(host.directory, "file");
    await writeFile(source, "content");
    const binds = [
      { source: "/usr", destination: "/usr", readOnly: true },
      { source, destination: "/etc/deep/down/file", readOnly: true },
    ];
    const id = await startedWith({ binds });
    const told = await host.exec(id, [
      "sh",
      "-c",
      "stat -c %u /usr /etc/deep/down/file; cat /etc/deep/down/file",
    ]);
    expect(told.stdout).toBe("0\n0\ncontent");
    expect((await host.exec(id, ["sh", "-c", "echo x > /etc/deep/down/file"])).stderr).toContain("Read-only");
    expect((await host.exec(id, ["touch", "/usr/x"])).stderr).toContain("Read-only");
  });

  test("another user than root", async () => {
    const id = await startedWith({ user: { uid: 1000, gid: 1000 } }, ["/bin/sh", "-c", "id -u; sleep 1000"]);
    while (!(await host.log(id)).includes("1000")) await setTimeout(20);
    const told = await host.exec(id, ["sh", "-c", "id -u; grep CapEff /proc/self/status; touch /x"], {
      user: { uid: 1000, gid: 1000 },
    });
    expect(told.stdout).toMatch(/^1000\nCapEff:\s+0+\n/);
    expect(told.stderr).toContain("Permission denied");
    const beyond = host.plan(nextId(), FOREVER, { user: { uid: 70_000, gid: 0 } });
    await expect(host.runtime.start(beyond, NEVER)).rejects.toMatchObject({ code: "unsupported" });
  });

  test("isolation: what a container must not do", async () => {
    const id = await started();
    const refused = [
      "unshare --user true",
      "unshare --net true",
      "mount -t tmpfs none /tmp",
      "mknod /tmp/disk b 7 0",
      "hostname other",
      "echo 1 > /proc/sys/kernel/panic",
      "echo b > /proc/sysrq-trigger",
      "echo x > /sys/kernel/uevent_helper",
      "cat /proc/kcore",
      "dmesg",
      "chroot /proc/1/root/../../.. test -e /etc/shadow",
      "ls /sys/fs/cgroup/memory",
    ];
    for (const script of refused) {
      expect([script, (await host.exec(id, ["sh", "-c", script])).exitCode]).not.toEqual([script, 0]);
    }
    const told = await host.exec(id, [
      "sh",
      "-c",
      "ls /dev | sort | tr '\\n' ' '; ls -d /proc/[0-9]* | wc -l; grep -E 'Seccomp:|NoNewPrivs:' /proc/self/status",
    ]);
    expect(told.stdout).toMatch(/Seccomp:\s+2/);
    expect(told.stdout).toMatch(/NoNewPrivs:\s+1/);
    expect(told.stdout).not.toMatch(/loop|kvm|mem|vda|sda/);
  });

  test("the main process is refused calls by the filter that comes compiled", async () => {
    const id = await started(["/bin/sh", "-c", "exec 2>&1; unshare --user true; echo $?"]);
    expect(await host.runtime.waitForExit(id, NEVER)).toMatchObject({ exitCode: 0 });
    await expect.poll(() => host.log(id)).toMatch(/Operation not permitted\n.* stdout F 1\n/s);
    const config = path.join(host.directory, "run/containers", id, "config.json");
    expect(await readFile(config, "utf8")).toContain("seccomp_bpf_data");
  });

  test("root inside is nobody outside", async () => {
    const id = await started();
    const root = await host.runtime.rootPath(id);
    const status = await readFile(path.join(path.dirname(root), "status"), "utf8");
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe("700000");
  });

  test("another opener finds it running, with its exit code later", async () => {
    const id = await started(["/bin/sh", "-c", "sleep 0.3; exit 6"]);
    const again = await host.reopen();
    expect(await again.known()).toEqual([id]);
    expect(await again.isRunning(id)).toBe(true);
    expect(await again.waitForExit(id, NEVER)).toMatchObject({ kind: "exited", exitCode: 6 });
  });

  test("another opener ends the commands that were left running, and only those", async () => {
    const id = await started();
    const process = await host.execProcess(id, ["sh", "-c", "echo up; exec sleep 1004"]);
    await process.output[Symbol.asyncIterator]().next();
    await host.runtime.endLeftoverExecs(id);
    expect(await commandLines(id)).toContain("1004");
    await (await host.reopen()).endLeftoverExecs(id);
    expect(await process.exitCode).toBe(137);
    expect(await host.runtime.isRunning(id)).toBe(true);
  });

  test("a supervisor that was killed: the container is lost, and removed whole", async () => {
    const id = await started();
    const waiting = host.runtime.waitForExit(id, NEVER);
    const pid = await readFile(path.join(host.directory, "run/containers", id, "supervisor.pid"), "utf8");
    process.kill(Number(pid), "SIGKILL");
    expect(await waiting).toEqual({ kind: "lost" });
    await host.runtime.remove(id);
    expect(await host.leftovers()).toEqual([]);
  });

  test("waiting can be given up", async () => {
    const id = await started();
    const controller = new AbortController();
    const waiting = host.runtime.waitForExit(id, controller.signal);
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
  });

  test("removing is idempotent, also of what never was", async () => {
    const id = await started();
    await Promise.all([host.runtime.remove(id), host.runtime.remove(id)]);
    await host.runtime.remove(id);
    await host.runtime.remove("never-was");
    await host.runtime.kill("never-was", "SIGKILL");
    expect(await host.runtime.waitForExit("never-was", NEVER)).toEqual({ kind: "lost" });
  });

  test("no mount of a container is seen outside", async () => {
    await started();
    expect(await readFile("/proc/self/mountinfo", "utf8")).not.toContain(host.directory);
    expect(execFileSync("mount").toString()).not.toContain(host.directory);
  });
});

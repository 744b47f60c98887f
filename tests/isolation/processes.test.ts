import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";

import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listCommandLines } from "../support/inside.js";
import { useTestServer } from "../support/suite.js";
import { systemCall } from "../support/system-calls.js";

const secret = `server-secret-${process.pid}-${Math.random().toString(36).slice(2)}`;
const server = useTestServer({ environment: { SERVER_SECRET: secret } });

let sandbox: Sandbox;
let neighbour: Sandbox;
let victim: ChildProcess;
beforeAll(async () => {
  victim = spawn("sleep", ["86311"], { stdio: "ignore" });
  [sandbox, neighbour] = await Promise.all([Sandbox.run("sleep", "86312"), Sandbox.run("sleep", "86313")]);
  await Promise.all([sandbox.wait(), neighbour.wait()]);
});
afterAll(async () => {
  victim.kill("SIGKILL");
  await Promise.all([
    sandbox.stop({ gracefulShutdownSeconds: 0 }),
    neighbour.stop({ gracefulShutdownSeconds: 0 }),
  ]);
});

/** Prints every command line there is until the file `/tmp/enough` exists, each once. */
const WATCH_COMMAND_LINES = `
  const { existsSync, readdirSync, readFileSync } = require("node:fs");
  const seen = new Set();
  while (!existsSync("/tmp/enough")) {
    for (const name of readdirSync("/proc")) {
      if (!/^\\d+$/.test(name) || name === String(process.pid)) continue;
      try { seen.add(readFileSync("/proc/" + name + "/cmdline", "latin1").replaceAll("\\0", " ")); } catch {}
    }
  }
  console.log([...seen].join("\\n"));`;

const shell = (text: string) => sandbox.exec(["sh", "-c", text]);

/** Pid on the host of the process with these words. */
async function hostPid(words: string): Promise<number> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.replaceAll("\0", " ").trim() === words) return Number(pid);
  }
  throw new Error(`no process of this host is called ${words}`);
}

/** The four numbers behind Uid or Gid: real, effective, saved, file system. */
async function hostIds(pid: number, kind: "Uid" | "Gid"): Promise<number[]> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const line = status.split("\n").find((candidate) => candidate.startsWith(`${kind}:`));
  return (line ?? "").split(/\s+/).slice(1).map(Number);
}

describe("processes of the host and of neighbours", () => {
  test("they cannot be seen", async () => {
    const lines = await listCommandLines(sandbox);
    expect(lines).toContain("sleep 86312");
    for (const other of ["86311", "86313", "conmon", "main.js"]) {
      expect(lines.filter((line) => line.includes(other))).toEqual([]);
    }
    expect(await hostPid("sleep 86311")).toBe(victim.pid);
  });

  test("commands that start tell nothing of the host", async () => {
    const watching = sandbox.exec(["node", "-e", WATCH_COMMAND_LINES]);
    const starts = Array.from({ length: 200 }, () => sandbox.exec(["true"]));
    await Promise.all(starts);
    await sandbox.writeFile("/tmp/enough", new Uint8Array());
    const { stdout } = await watching;
    expect(stdout).toContain("sleep 86312");
    expect(stdout).not.toMatch(/commands|cgroup|cwsandbox/);
  });

  test("they cannot be signalled, limited, traced or read", async () => {
    const others = [victim.pid ?? 0, process.pid, server.current.pid, await hostPid("sleep 86313")];
    for (const pid of others) {
      const kill = await shell(`kill -9 ${pid}`);
      expect(kill.returncode).not.toBe(0);
      expect(kill.stderr).toMatch(/no such process/i);
      expect(await systemCall(sandbox, "ptrace", ["16", String(pid), "0", "0"])).toMatchObject({
        result: -1,
      });
      const [own, foreign] = ["pack('PQ', 'x' x 64, 64)", "pack('QQ', 0x400000, 64)"];
      expect(
        await systemCall(sandbox, "process_vm_readv", [String(pid), own, "1", foreign, "1", "0"]),
      ).toMatchObject({ result: -1 });
      expect(await systemCall(sandbox, "pidfd_open", [String(pid), "0"])).toMatchObject({ result: -1 });
    }
    expect(victim.exitCode ?? victim.signalCode).toBeNull();
    expect((await neighbour.exec(["echo", "alive"])).stdout).toBe("alive\n");
  });

  test("control: its own processes can be signalled and traced", async () => {
    const own = await shell("sleep 100 & kill -9 $! && echo killed");
    expect(own.stdout).toBe("killed\n");
    const trace = await sandbox.exec([
      "perl",
      "-e",
      `my $pid = fork; if (!$pid) { sleep 100; exit } print syscall(${process.arch === "arm64" ? 117 : 101}, 16, $pid, 0, 0); kill 9, $pid`,
    ]);
    expect(trace.stdout).toBe("0");
  });

  test("killing everything it can reach ends only the sandbox's own commands", async () => {
    const own = await Sandbox.run("sleep", "86314");
    await own.exec(["sh", "-c", "kill -9 -1; true"]);
    expect(victim.exitCode ?? victim.signalCode).toBeNull();
    expect((await neighbour.exec(["echo", "alive"])).stdout).toBe("alive\n");
    await own.stop({ gracefulShutdownSeconds: 0 });
  });
});

describe("users", () => {
  test("user 0 inside is nobody special outside, and every sandbox is somebody else", async () => {
    expect((await shell("id -u")).stdout).toBe("0\n");
    const [one, two] = [await hostPid("sleep 86312"), await hostPid("sleep 86313")];
    const [oneUsers, twoUsers] = [await hostIds(one, "Uid"), await hostIds(two, "Uid")];
    const [oneGroups] = [await hostIds(one, "Gid")];
    expect(oneUsers).toHaveLength(4);
    for (const id of [...oneUsers, ...oneGroups]) expect(id).not.toBe(0);
    if (process.getuid?.() === 0) expect(oneUsers[0]).not.toBe(twoUsers[0]);
  });

  test("ranges of ids do not overlap", async () => {
    const ranges = await Promise.all(
      ["sleep 86312", "sleep 86313"].map(async (words) => {
        const map = await readFile(`/proc/${await hostPid(words)}/uid_map`, "utf8");
        const [inside = -1, first = -1, count = -1] = map.trim().split(/\s+/).map(Number);
        return { inside, first, count };
      }),
    );
    const [one, two] = ranges.sort((a, b) => a.first - b.first);
    if (one === undefined || two === undefined) throw new Error("two ranges were expected");
    expect(one.inside).toBe(0);
    if (process.getuid?.() === 0) expect(one.first + one.count).toBeLessThanOrEqual(two.first);
  });

  test("capabilities are few, and new privileges cannot be had", async () => {
    const status = (await shell("cat /proc/self/status")).stdout;
    const effective = BigInt(`0x${/CapEff:\s+(\w+)/.exec(status)?.[1] ?? "0"}`);
    const bounding = BigInt(`0x${/CapBnd:\s+(\w+)/.exec(status)?.[1] ?? "0"}`);
    const forbidden = {
      NET_ADMIN: 12,
      NET_RAW: 13,
      SYS_MODULE: 16,
      SYS_RAWIO: 17,
      SYS_PTRACE: 19,
      SYS_ADMIN: 21,
    };
    const others = {
      SYS_BOOT: 22,
      SYS_RESOURCE: 24,
      SYS_TIME: 25,
      MKNOD: 27,
      SYSLOG: 34,
      PERFMON: 38,
      BPF: 39,
    };
    for (const [name, bit] of Object.entries({ ...forbidden, ...others })) {
      const mask = 1n << BigInt(bit);
      expect([name, (effective | bounding) & mask]).toEqual([name, 0n]);
    }
    expect(status).toMatch(/NoNewPrivs:\s+1/);
    expect(status).toMatch(/Seccomp:\s+2/);
  });

  test("setuid programs give nothing", async () => {
    const prepared = await shell(
      "cp /usr/bin/id /tmp/id-as-root && chmod 4755 /tmp/id-as-root && stat -c '%a %u' /tmp/id-as-root",
    );
    expect(prepared.stdout).toBe("4755 0\n");
    const tried = await shell(
      "setpriv --reuid 65534 --regid 65534 --clear-groups sh -c 'id -u; /tmp/id-as-root -u'",
    );
    expect(tried.stdout).toBe("65534\n65534\n");
    const su = await shell(
      "setpriv --reuid 65534 --regid 65534 --clear-groups sh -c 'su root -c id </dev/null'",
    );
    expect(su.stdout).not.toContain("uid=0");
  });
});

describe("the server's own things", () => {
  test("its environment cannot be seen", async () => {
    expect(await readFile(`/proc/${server.current.pid}/environ`, "utf8")).toContain(secret);
    const shown = await shell("cat /proc/*/environ | tr '\\0' '\\n'; env; set");
    expect(shown.stdout).toContain("PATH=");
    expect(shown.stdout).not.toContain(secret);
    expect(shown.stdout).not.toMatch(/CWSANDBOX_(API_KEY|SERVER|BASE_URL|UID|HOST_MODE)/);
  });

  test("its environment and its descriptors are not inherited", async () => {
    const descriptors = await shell("ls -l /proc/1/fd /proc/self/fd");
    expect(descriptors.stdout).toContain("->");
    expect(descriptors.stdout).not.toContain(server.current.directory);
    const numbers = [...descriptors.stdout.matchAll(/ (\d+) -> (?!\/proc\/\d+\/fd)/g)].map(
      ([, number]) => number,
    );
    expect(numbers).toEqual(["0", "1", "2", "0", "1", "2"]);
  });
});

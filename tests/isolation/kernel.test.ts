import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";

import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";
import {
  REFUSED,
  type SystemCall,
  systemCall,
  systemCallNumber,
  systemCallProgram,
} from "../support/system-calls.js";

useTestServer();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.run();
  await sandbox.wait();
});
afterAll(() => sandbox.stop().result());

const shell = (text: string) => sandbox.exec(["sh", "-c", text]);

describe("system calls", () => {
  test("control: the program that makes them reaches the kernel, inside and outside", async () => {
    const { result, errorNumber } = await systemCall(sandbox, "getpid");
    expect(result).toBeGreaterThan(1);
    expect(errorNumber).toBe(0);
    const [perl = "", ...words] = systemCallProgram("unshare", ["0x00020000"]);
    if (process.getuid?.() === 0) expect(execFileSync(perl, words, { encoding: "utf8" })).toBe("0 0\n");
  });

  const now = "pack('qq', time, 0)";
  const attempts: readonly (readonly [SystemCall, ...string[]])[] = [
    ["mount", "'none'", "'/mnt'", "'tmpfs'", "0", "0"],
    ["mount", "'proc'", "'/mnt'", "'proc'", "0", "0"],
    ["umount2", "'/usr'", "2"],
    ["pivot_root", "'/tmp'", "'/tmp'"],
    ["fsopen", "'tmpfs'", "0"],
    ["open_tree", "-100", "'/usr'", "1"],
    ["mount_setattr", "-100", "'/usr'", "0", "pack('QQQQ', 0, 1, 0, 0)", "32"],
    ["unshare", "0x00020000"],
    ["unshare", "0x10000000"],
    ["unshare", "0x40000000"],
    ["unshare", "0x20000000"],
    ["unshare", "0x02000000"],
    ["setns", "0", "0"],
    ["init_module", "'x'", "1", "''"],
    ["finit_module", "0", "''", "0"],
    ["delete_module", "'none'", "0"],
    ["bpf", "0", "pack('x128')", "128"],
    ["perf_event_open", "pack('LLQQ x96', 1, 112, 0, 0)", "0", "-1", "-1", "0"],
    ["io_uring_setup", "8", "pack('x120')"],
    ["keyctl", "0", "-3", "0"],
    ["add_key", "'user'", "'name'", "'value'", "5", "-3"],
    ["request_key", "'user'", "'name'", "0", "-3"],
    ["userfaultfd", "0"],
    ["kexec_load", "0", "0", "0", "0"],
    ["reboot", "0", "0", "0", "0"],
    ["swapon", "'/tmp/none'", "0"],
    ["open_by_handle_at", "-100", "pack('LL x128', 8, 1)", "0"],
    ["syslog", "3", "'x' x 4096", "4096"],
    ["clock_settime", "0", now],
    ["acct", "'/tmp/acct'"],
    ["quotactl", "0", "0", "0", "0"],
    ["sethostname", "'changed'", "7"],
    ["mknodat", "-100", "'/tmp/disk'", "060600", "0x800"],
    ["mknodat", "-100", "'/tmp/memory'", "020600", "0x101"],
    ["clone3", "pack('Q x80', 0x10000000)", "88"],
    ["iopl", "3"],
    ["ioperm", "0x80", "1", "1"],
  ];
  const possible = attempts.filter(([name]) => systemCallNumber(name) !== null);

  test.each(possible.map(([name, ...words]) => ({ name, words })))(
    "$name($words) is refused to root",
    async ({ name, words }) => {
      const { result, errorNumber } = await systemCall(sandbox, name, words);
      expect(result).toBe(-1);
      expect(REFUSED).toContain(errorNumber);
    },
  );

  test.each(["AF_PACKET", "AF_VSOCK", "AF_ALG", "AF_NETLINK"])(
    "sockets of kind %s give nothing away",
    async (kind) => {
      const numbers: Record<string, number> = { AF_PACKET: 17, AF_VSOCK: 40, AF_ALG: 38, AF_NETLINK: 16 };
      const [raw, protocol] = kind === "AF_NETLINK" ? [3, 9] : [kind === "AF_ALG" ? 5 : 3, 0];
      const opened = await sandbox.exec([
        "perl",
        "-e",
        `printf "%s %d\\n", socket(my $s, ${numbers[kind]}, ${raw}, ${protocol}) ? "open" : "refused", $!`,
      ]);
      if (kind !== "AF_NETLINK") expect(opened.stdout).toMatch(/^refused /);
      const plain = await sandbox.exec(["perl", "-e", 'print socket(my $s, 2, 1, 0) ? "open" : "refused"']);
      expect(plain.stdout).toBe("open");
    },
  );
});

describe("tools", () => {
  test("mounting and remounting", async () => {
    expect((await shell("mount --version")).returncode).toBe(0);
    for (const words of [
      "mount -t tmpfs none /mnt",
      "mount --bind / /mnt",
      "mount -o remount,rw /usr",
      "mount -o remount,rw,bind /proc/sys",
      "umount /proc/sys",
      "umount -l /usr",
    ]) {
      const attempt = await shell(words);
      expect([words, attempt.returncode]).not.toEqual([words, 0]);
      expect(attempt.stderr).toMatch(/permitted|denied|must be superuser|only root/i);
    }
    const write = await shell("echo x > /usr/bin/new-tool");
    expect(write.stderr).toMatch(/read-only/i);
  });

  test("new namespaces", async () => {
    expect((await shell("unshare --version")).returncode).toBe(0);
    for (const kind of ["user", "mount", "net", "pid --fork", "ipc", "uts", "cgroup", "time"]) {
      const attempt = await shell(`unshare --${kind} true`);
      expect([kind, attempt.returncode]).not.toEqual([kind, 0]);
      expect(attempt.stderr).toMatch(/not permitted|Function not implemented/i);
    }
    const enter = await shell("nsenter --target 1 --mount --net true");
    expect(enter.returncode).not.toBe(0);
  });

  test("kernel modules and the kernel's messages", async () => {
    const modules = await shell(
      "cat /proc/modules | head -1; command -v insmod modprobe; modprobe loop; ls /lib/modules 2>&1",
    );
    expect(modules.stdout).not.toMatch(/\.ko/);
    const messages = await shell("dmesg");
    expect(messages.returncode).not.toBe(0);
    expect(messages.stdout).toBe("");
    expect(messages.stderr).toMatch(/not permitted|denied/i);
  });
});

describe("kernel files", () => {
  test("nothing below /proc/sys and /sys can be written", async () => {
    const find = "find /proc/sys /sys -type f -writable 2>/dev/null | head -20";
    const control = await shell("touch /tmp/mine; find /tmp -type f -writable");
    expect(control.stdout).toContain("/tmp/mine");
    expect((await shell("find /proc/sys /sys -type f 2>/dev/null | head -1")).stdout).not.toBe("");
    expect((await shell(find)).stdout).toBe("");
  });

  test("attempts to write kernel settings change nothing", async () => {
    const settings = [
      "/proc/sys/kernel/core_pattern",
      "/proc/sys/kernel/hostname",
      "/proc/sys/kernel/modprobe",
      "/proc/sys/vm/overcommit_memory",
      "/proc/sys/net/ipv4/ip_forward",
      "/proc/sys/fs/binfmt_misc/register",
      "/proc/sysrq-trigger",
      "/proc/self/oom_adj_none",
      "/sys/kernel/uevent_helper",
      "/sys/fs/cgroup/cgroup.procs",
      "/sys/kernel/mm/transparent_hugepage/enabled",
    ];
    const before = await readFile("/proc/sys/kernel/core_pattern", "utf8");
    for (const file of settings) {
      const attempt = await shell(`echo h > ${file}`);
      expect([file, attempt.returncode]).not.toEqual([file, 0]);
      expect(attempt.stderr).toMatch(/read-only|denied|not permitted|nonexistent|no such file/i);
    }
    expect(await readFile("/proc/sys/kernel/core_pattern", "utf8")).toBe(before);
    expect((await shell("cat /proc/self/oom_score_adj")).returncode).toBe(0);
    const safer = await shell("echo -1000 > /proc/self/oom_score_adj");
    expect(safer.returncode).not.toBe(0);
  });

  test("the kernel's memory, keys and timers are covered", async () => {
    for (const file of ["/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/latency_stats"]) {
      const shown = await shell(`[ -e ${file} ] || exit 0; head -c 100 ${file}`);
      expect([file, shown.stdout]).toEqual([file, ""]);
    }
    for (const directory of ["/proc/acpi", "/proc/scsi", "/sys/firmware"]) {
      const shown = await shell(`ls -A ${directory} 2>/dev/null`);
      expect([directory, shown.stdout]).toEqual([directory, ""]);
    }
    expect((await shell("head -c 10 /proc/cpuinfo")).stdout).not.toBe("");
  });
});

describe("devices", () => {
  test("only the harmless ones exist", async () => {
    const listed = await shell(
      "find / -xdev -not -path '/proc/*' \\( -type b -o -type c \\) 2>/dev/null; ls -1 /dev",
    );
    const names = listed.stdout.split("\n").filter((line) => line !== "" && !line.startsWith("/"));
    const harmless =
      "null zero full random urandom tty console ptmx pts shm mqueue fd stdin stdout stderr core";
    const allowed = harmless.split(" ");
    for (const name of names) expect(allowed).toContain(name);
    expect(names).toEqual(expect.arrayContaining(["null", "zero", "urandom"]));
    const nodes = listed.stdout.split("\n").filter((line) => line.startsWith("/"));
    expect(nodes.filter((node) => !node.startsWith("/dev/"))).toEqual([]);
  });

  test("none can be made", async () => {
    expect((await shell("mkfifo /tmp/fifo")).returncode).toBe(0);
    for (const words of [
      "mknod /tmp/sda b 8 0",
      "mknod /tmp/mem c 1 1",
      "mknod /tmp/kmsg c 1 11",
      "mknod /dev/null2 c 1 3",
    ]) {
      const attempt = await shell(words);
      expect(attempt.returncode).not.toBe(0);
      expect(attempt.stderr).toMatch(/not permitted/i);
    }
  });
});

import { describe, expect, test } from "vitest";

import { ALLOWED_SYSCALLS, REFUSED_SYSCALLS } from "./allowed-syscalls.js";
import { seccompProfile } from "./seccomp.js";

describe("seccompProfile", () => {
  const profile = seccompProfile("x64");

  test("refuses what it does not know", () => {
    expect(profile.defaultAction).toBe("SCMP_ACT_ERRNO");
    expect(profile.defaultErrnoRet).toBe(38);
  });

  test("knows one architecture only, the machine's own", () => {
    expect(profile.architectures).toEqual(["SCMP_ARCH_X86_64"]);
    expect(seccompProfile("arm64").architectures).toEqual(["SCMP_ARCH_AARCH64"]);
    expect(() => seccompProfile("riscv64")).toThrow("riscv64");
  });

  test("a call is allowed or refused, never both, and never twice", () => {
    const all = [...ALLOWED_SYSCALLS, ...REFUSED_SYSCALLS];
    expect(new Set(all).size).toBe(all.length);
  });

  test.each([
    "mount",
    "bpf",
    "unshare",
    "setns",
    "keyctl",
    "init_module",
    "kexec_load",
    "open_by_handle_at",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
    "reboot",
    "swapon",
  ])("%s is not permitted", (name) => {
    expect(REFUSED_SYSCALLS).toContain(name);
  });

  test.each(["clone3", "clone", "socket", "personality"])(
    "%s is not allowed whatever its arguments",
    (name) => {
      const free = profile.syscalls.filter(
        ({ args, action }) => args === undefined && action === "SCMP_ACT_ALLOW",
      );
      expect(free.flatMap(({ names }) => names)).not.toContain(name);
    },
  );

  test("sockets of four families only", () => {
    const families = profile.syscalls
      .filter(({ names }) => names.includes("socket"))
      .map(({ args, action }) => [action, args?.[0]?.value]);
    expect(families).toEqual([1, 2, 10, 16].map((family) => ["SCMP_ACT_ALLOW", family]));
  });

  test("clone makes threads and processes, not namespaces", () => {
    const rule = profile.syscalls.find(({ names }) => names.includes("clone"));
    const namespaceFlags =
      0x2_0000 | 0x200_0000 | 0x400_0000 | 0x800_0000 | 0x1000_0000 | 0x2000_0000 | 0x4000_0000;
    expect(rule?.args).toEqual([{ index: 0, value: namespaceFlags, valueTwo: 0, op: "SCMP_CMP_MASKED_EQ" }]);
  });
});

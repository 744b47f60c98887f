import { constants } from "node:os";

import { ALLOWED_SYSCALLS, REFUSED_SYSCALLS } from "./allowed-syscalls.js";
import type { OciSeccomp, OciSyscallRule } from "./oci-types.js";

/** Answered by C libraries with an older call; a plain refusal would be taken for a failure. */
const NO_SUCH_CALL = constants.errno.ENOSYS;

/** One native architecture and no 32-bit variant of it: a second table of calls would be a second surface. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: "SCMP_ARCH_X86_64",
  arm64: "SCMP_ARCH_AARCH64",
};

/** Flags of `clone` that make namespaces: mount, cgroup, uts, ipc, user, pid, network. */
const NAMESPACE_FLAGS = 0x7e02_0000;

const UNIX = 1;
const INET = 2;
const INET6 = 10;
const NETLINK = 16;

/** Execution domains a program may choose: Linux, with or without old-style address limits; and asking. */
const PERSONALITIES = [0x0, 0x8, 0x2_0000, 0x2_0008, 0xffff_ffff];

/**
 * The system call filter of every sandbox: an allow list. Calls known to be dangerous are "not
 * permitted", unknown ones "not implemented", so that programs fall back as on an older kernel.
 */
export function seccompProfile(architecture: string): OciSeccomp {
  const name = ARCHITECTURES[architecture];
  if (name === undefined) {
    throw new Error(`No system call filter for the architecture '${architecture}'`);
  }
  return {
    defaultAction: "SCMP_ACT_ERRNO",
    defaultErrnoRet: NO_SUCH_CALL,
    architectures: [name],
    syscalls: [
      allow(ALLOWED_SYSCALLS),
      { names: REFUSED_SYSCALLS, action: "SCMP_ACT_ERRNO", errnoRet: constants.errno.EPERM },
      ...socketRules(),
      allow(["clone"], [{ index: 0, value: NAMESPACE_FLAGS, valueTwo: 0, op: "SCMP_CMP_MASKED_EQ" }]),
      ...PERSONALITIES.map((value) => allow(["personality"], [{ index: 0, value, op: "SCMP_CMP_EQ" }])),
    ],
  };
}

/** Local, internet and (for questions about interfaces) netlink sockets; no raw packets, no virtual machine sockets, no kernel crypto. */
function socketRules(): readonly OciSyscallRule[] {
  return [UNIX, INET, INET6, NETLINK].map((family) =>
    allow(["socket"], [{ index: 0, value: family, op: "SCMP_CMP_EQ" }]),
  );
}

function allow(names: readonly string[], args?: OciSyscallRule["args"]): OciSyscallRule {
  return { names, action: "SCMP_ACT_ALLOW", ...(args === undefined ? {} : { args }) };
}

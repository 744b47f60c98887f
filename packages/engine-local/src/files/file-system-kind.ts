import { readFileSync, statfsSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { heldPath } from "../host/index.js";

/**
 * File systems whose files are levers of the kernel, by their numbers: proc, sysfs, cgroup, cgroup2, debugfs,
 * tracefs, securityfs, bpf, configfs, binfmt_misc, devpts, mqueue, pstore, efivarfs, selinuxfs, ramfs-like nsfs.
 * The engine may be root on the host, so the kernel would let it do there what the sandbox may not.
 */
const KERNEL_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x9fa0, 0x6265_6572, 0x27_e0eb, 0x6367_7270, 0x6462_6720, 0x7472_6163, 0x7363_6673, 0xcafe_4a11,
  0x6265_6570, 0x4249_4e4d, 0x1cd1, 0x1980_0202, 0x6165_676c, 0xde5e_81e4, 0xf97c_ff8c, 0x6e73_6673,
]);

/** Whether a held file or directory is part of the kernel's interface and not of anybody's data. */
export function isKernelFile(handle: FileHandle): boolean {
  // Nothing of this waits for a disk, and a thread for each of many files would cost more than the call itself.
  const { type } = statfsSync(heldPath(handle));
  return KERNEL_FILE_SYSTEMS.has(type >>> 0);
}

/**
 * Names the mount through which a handle was opened. A file with another one than its directory is a mount
 * point; the kernel would let us rename over it from our mount namespace and take it away from the sandbox.
 */
export function mountIdOf(handle: FileHandle): string {
  const text = readFileSync(`/proc/self/fdinfo/${handle.fd}`, "utf8");
  const id = /^mnt_id:\s*(\d+)$/m.exec(text)?.[1];
  if (id === undefined) throw new Error("this kernel does not tell the mount of an open file");
  return id;
}

import type { Sandbox } from "cwsandbox";

/** Numbers of system calls by architecture; null where there is none. */
const NUMBERS = {
  getpid: { x64: 39, arm64: 172 },
  fork: { x64: 57, arm64: null },
  mount: { x64: 165, arm64: 40 },
  umount2: { x64: 166, arm64: 39 },
  pivot_root: { x64: 155, arm64: 41 },
  unshare: { x64: 272, arm64: 97 },
  setns: { x64: 308, arm64: 268 },
  ptrace: { x64: 101, arm64: 117 },
  process_vm_readv: { x64: 310, arm64: 270 },
  pidfd_open: { x64: 434, arm64: 434 },
  init_module: { x64: 175, arm64: 105 },
  finit_module: { x64: 313, arm64: 273 },
  delete_module: { x64: 176, arm64: 106 },
  bpf: { x64: 321, arm64: 280 },
  perf_event_open: { x64: 298, arm64: 241 },
  io_uring_setup: { x64: 425, arm64: 425 },
  keyctl: { x64: 250, arm64: 219 },
  add_key: { x64: 248, arm64: 217 },
  request_key: { x64: 249, arm64: 218 },
  userfaultfd: { x64: 323, arm64: 282 },
  kexec_load: { x64: 246, arm64: 104 },
  reboot: { x64: 169, arm64: 142 },
  swapon: { x64: 167, arm64: 224 },
  open_by_handle_at: { x64: 304, arm64: 265 },
  syslog: { x64: 103, arm64: 116 },
  clock_settime: { x64: 227, arm64: 112 },
  acct: { x64: 163, arm64: 89 },
  quotactl: { x64: 179, arm64: 60 },
  mknodat: { x64: 259, arm64: 33 },
  sethostname: { x64: 170, arm64: 161 },
  fsopen: { x64: 430, arm64: 430 },
  open_tree: { x64: 428, arm64: 428 },
  move_mount: { x64: 429, arm64: 429 },
  mount_setattr: { x64: 442, arm64: 442 },
  clone3: { x64: 435, arm64: 435 },
  iopl: { x64: 172, arm64: null },
  ioperm: { x64: 173, arm64: null },
} as const satisfies Record<string, Record<"x64" | "arm64", number | null>>;

export type SystemCall = keyof typeof NUMBERS;

/** What the kernel answered. */
export interface SystemCallAnswer {
  readonly result: number;
  /** 0 when it did what was asked. */
  readonly errorNumber: number;
}

/** The number of a system call here, or null where this architecture has none. */
export function systemCallNumber(name: SystemCall): number | null {
  return NUMBERS[name][process.arch === "arm64" ? "arm64" : "x64"];
}

/**
 * A Perl program that makes one system call and prints result and error number. Perl is part of every Debian,
 * and its `syscall` reaches the kernel without a library in between.
 *
 * @param words Perl expressions: numbers, texts, `pack(…)`.
 */
export function systemCallProgram(name: SystemCall, words: readonly string[]): readonly string[] {
  const values = words.map((word, index) => `my $w${index} = ${word};`).join(" ");
  const names = words.map((_, index) => `$w${index}`);
  const call = [String(systemCallNumber(name)), ...names].join(", ");
  return ["perl", "-e", `${values} $! = 0; my $r = syscall(${call}); printf "%d %d\\n", $r, $!`];
}

/** Makes a system call inside a sandbox. */
export async function systemCall(
  sandbox: Sandbox,
  name: SystemCall,
  words: readonly string[] = [],
): Promise<SystemCallAnswer> {
  const { stdout } = await sandbox.exec(systemCallProgram(name, words), { check: true });
  const [result = Number.NaN, errorNumber = Number.NaN] = stdout.split(" ").map(Number);
  return { result, errorNumber };
}

/** The answers that mean that the kernel, or the filter before it, did not even begin. */
export const REFUSED = [1, 13, 38];

import { existsSync, readdirSync, readFileSync } from "node:fs";

/** What the kernel holds a sandbox to. */
export interface Limits {
  readonly memoryBytes: number;
  readonly processors: number;
}

export interface LimitsWatch extends Disposable {
  /** Undefined when nobody looked while the sandbox was there. */
  limitsOf(sandboxId: string): Limits | undefined;
}

const ROOT = "/sys/fs/cgroup";
const PREFIX = "cwsandbox-";
/** A kernel with one tree for everything has no directory per controller. */
const IS_SPLIT = existsSync(`${ROOT}/memory`);
const PAUSE_MILLISECONDS = 20;

/** Notes the limits of all sandboxes of this host, again and again: a sandbox cannot see its own. */
export function watchLimits(): LimitsWatch {
  const known = new Map<string, Limits>();
  const look = (): void => {
    for (const name of readdirSync(IS_SPLIT ? `${ROOT}/memory` : ROOT)) {
      const limits = name.startsWith(PREFIX) ? readLimits(name) : undefined;
      if (limits !== undefined) known.set(name.slice(PREFIX.length), limits);
    }
  };
  const timer = setInterval(look, PAUSE_MILLISECONDS);
  return {
    limitsOf: (sandboxId) => known.get(sandboxId),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** Undefined when the sandbox has just gone, or has no limits yet. */
function readLimits(group: string): Limits | undefined {
  try {
    const limits = IS_SPLIT ? readSplit(group) : readUnified(group);
    return limits.processors > 0 && limits.memoryBytes > 0 ? limits : undefined;
  } catch {
    return undefined;
  }
}

function readSplit(group: string): Limits {
  const read = (file: string): number => Number(readFileSync(`${ROOT}/${file}`, "utf8"));
  return {
    memoryBytes: read(`memory/${group}/memory.limit_in_bytes`),
    processors: read(`cpu/${group}/cpu.cfs_quota_us`) / read(`cpu/${group}/cpu.cfs_period_us`),
  };
}

function readUnified(group: string): Limits {
  const read = (file: string): string => readFileSync(`${ROOT}/${group}/${file}`, "utf8");
  const [quota = "", period = ""] = read("cpu.max").split(" ");
  return { memoryBytes: Number(read("memory.max")), processors: Number(quota) / Number(period) };
}

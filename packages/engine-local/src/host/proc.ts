import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { errorCode } from "./error-code.js";

/** What identifies a process for as long as the machine runs: ids are used again, start times are not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly startTime: number;
}

/** A process, `undefined` when there is none (a zombie counts as none). */
export async function readProcess(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    // A few numbers out of the kernel's memory take less time than handing the work to another thread.
    return parseStat(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return undefined;
  }
}

/**
 * Reads the fields of `/proc/PID/stat`. The name in parentheses may hold anything, spaces and
 * parentheses included, so fields are counted from its last closing one.
 */
export function parseStat(text: string): ProcessIdentity | undefined {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state = "Z"] = fields;
  if (state === "Z" || state === "X") {
    return undefined;
  }
  return {
    pid: Number.parseInt(text, 10),
    startTime: Number(fields[19]),
  };
}

/** True when exactly this process still runs. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const found = await readProcess(identity.pid);
  return found?.startTime === identity.startTime;
}

/** Whether a process has a handler for a signal, or keeps it waiting for one. */
export async function hearsSignal(pid: number, signalNumber: number): Promise<boolean> {
  const status = await readProc(pid, "status");
  return status !== undefined && ["SigCgt", "SigBlk"].some((name) => hasSignal(status, name, signalNumber));
}

/** Sets of signals are hexadecimal numbers, the lowest bit for signal 1. */
function hasSignal(status: string, name: string, signalNumber: number): boolean {
  const mask = new RegExp(`^${name}:\\s*([0-9a-f]+)$`, "mu").exec(status)?.[1];
  return mask !== undefined && (BigInt(`0x${mask}`) & (1n << BigInt(signalNumber - 1))) !== 0n;
}

/**
 * Processes that have to do with a directory: all that see a mount of it or below it, as everything in a
 * sandbox does, its supervisor included, and those of `programs` that were started with it as an argument.
 */
export async function processesAt(
  directory: string,
  programs: readonly string[],
): Promise<readonly number[]> {
  const pids = (await allProcesses()).filter((pid) => pid !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const words = (await readProc(pid, "cmdline"))?.split("\0") ?? [];
      const named = programs.includes(words[0] ?? "") && words.some((word) => word.startsWith(directory));
      return named || (await readProc(pid, "mountinfo"))?.includes(`${directory}/`) === true ? [pid] : [];
    }),
  );
  return found.flat();
}

async function allProcesses(): Promise<readonly number[]> {
  return (await readdir("/proc")).map(Number).filter((pid) => Number.isInteger(pid));
}

/** Sends a signal; a process or group (negative) that is gone is no error. */
export function sendSignal(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") {
      throw error;
    }
  }
}

async function readProc(pid: number, name: string): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return undefined;
  }
}

import { readFile } from "node:fs/promises";

import { peakMemoryBytes, resetPeakMemory } from "../support/memory.js";
import type { TestServer } from "../support/test-server.js";

/** How much memory one process held at most while one figure was measured. */
export interface MemoryNote {
  readonly figure: string;
  readonly process: "client" | "server";
  readonly peakBytes: number;
  /** How far the peak was above the start. */
  readonly growthBytes: number;
}

/** Does the work and notes what it cost this process, the client, and the server if there is one. */
export async function withMemory<Result>(
  figure: string,
  server: TestServer | null,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly notes: readonly MemoryNote[] }> {
  const processes = [
    { name: "client", pid: process.pid },
    ...(server === null ? [] : [{ name: "server", pid: server.pid } as const]),
  ] as const;
  await Promise.all(processes.map(({ pid }) => resetPeakMemory(pid)));
  const before = await Promise.all(processes.map(({ pid }) => peakMemoryBytes(pid)));
  const result = await work();
  const peaks = await Promise.all(processes.map(({ pid }) => peakMemoryBytes(pid)));
  const notes = processes.map(({ name }, index) => {
    const peakBytes = peaks[index] ?? 0;
    return { figure, process: name, peakBytes, growthBytes: peakBytes - (before[index] ?? 0) };
  });
  return { result, notes };
}

/** What a process holds: shared pages by its part of them (`Pss`), or only its own (`Private`). */
export async function heldBytes(pid: number, kind: "Pss" | "Private"): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  const names = kind === "Pss" ? /^Pss:\s+(\d+)/gm : /^Private_\w+:\s+(\d+)/gm;
  return sumOfKibibytes(text, names);
}

/** What the kernel holds for everybody, and cannot give up. */
export async function kernelBytes(): Promise<number> {
  const text = await readFile("/proc/meminfo", "utf8");
  return sumOfKibibytes(text, /^(?:SUnreclaim|KernelStack|PageTables|Percpu):\s+(\d+)/gm);
}

function sumOfKibibytes(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((sum, [, size]) => sum + Number(size) * 1024, 0);
}

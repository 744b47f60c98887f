import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The filter of system calls that everything in a sandbox has, as the kernel takes it. */
export interface CompiledFilter {
  readonly path: string;
  readonly bytes: Buffer;
}

/** It comes with this package, beside the launch helper for the same architecture. */
export async function readCompiledFilter(launch: string): Promise<CompiledFilter> {
  const path = join(dirname(launch), "filter.bpf");
  return { path, bytes: await readFile(path) };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { runtimeState } from "./runtime-command.js";
import type { RuntimeContext } from "./runtime-context.js";

/** An instruction of the kernel's filter language. */
const INSTRUCTION_BYTES = 8;

/** Where crun leaves the compiled filter of a container, for the commands that are started in it later. */
export function filterFile(context: RuntimeContext, id: string): string {
  return join(runtimeState(context, "crun"), id, "seccomp.bpf");
}

/** The filter of system calls that all containers of this server have, once the runtime has compiled it for one. */
export interface CompiledFilter {
  /** `undefined` until it is known. */
  bytes(): Buffer | undefined;
  /** Looks at what the runtime left of a container that has been created. */
  learn(context: RuntimeContext, id: string): void;
}

export function createCompiledFilter(): CompiledFilter {
  let known: Buffer | undefined;
  return {
    bytes: () => known,
    learn(context, id) {
      if (context.runtime === "crun") known ??= readFilter(filterFile(context, id));
    },
  };
}

/** Of a container whose creation failed there may be none. */
function readFilter(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    return bytes.length > 0 && bytes.length % INSTRUCTION_BYTES === 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}

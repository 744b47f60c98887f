import { setFlagsFromString } from "node:v8";

import { ConfigError, HELP, loadCommand } from "./config/index.js";
import { runDoctor } from "./doctor.js";
import { serve } from "./serve.js";

/**
 * The bytes of streams count as growth of the heap, and the heap of a server is small: at the usual growth every
 * 25 MB of them would be a full collection, which then takes more time than all the rest.
 */
const HEAP_GROWTH_PERCENT = 200;

const WRONG_USAGE = 2;
const FAILED = 1;

async function main(argv: readonly string[]): Promise<number> {
  try {
    const command = loadCommand(argv, process.env);
    if (command.kind === "doctor") return await runDoctor(command.engine);
    if (command.kind === "serve") return await serve(command.config);
    process.stdout.write(HELP);
    return 0;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`cwsandbox-server: ${text}\n`);
    return error instanceof ConfigError ? WRONG_USAGE : FAILED;
  }
}

setFlagsFromString(`--heap-growing-percent=${String(HEAP_GROWTH_PERCENT)}`);
// Nothing may hold a server that has ended, so the process does not wait for its last handles.
process.exit(await main(process.argv.slice(2)));

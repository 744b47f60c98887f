import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a program imports to capture functions and run them in a runner. */
export const RUN_SUPPORT = pathToFileURL(
  fileURLToPath(new URL("../../dist/capture/run-runner.test-support.js", import.meta.url)),
).href;

/**
 * The end of a program: runs every function of its table here and in a runner, and tells what came out of both. A
 * program with `before` is told which function comes next.
 */
export const TELL = `
const told = {};
for (const [name, fn] of Object.entries(cases)) {
  globalThis.before?.(name);
  const capture = (async () => {
    const { outcome, stdout, exitCode } = await runInRunner(fn, [], options);
    return outcome?.kind === "value" ? { value: outcome.value, stdout } : { failed: outcome?.error?.message ?? outcome?.message ?? "exit " + exitCode };
  })().catch((error) => ({ refused: error.message }));
  const remote = await capture;
  told[name] = { remote, local: await (async () => fn())().catch((error) => "threw " + error.message) };
}
await new Promise((resolve) => process.stdout.write("\\n" + JSON.stringify(told), resolve));
process.exit(0);
`;

export interface Told {
  readonly remote: { readonly value?: unknown; readonly refused?: string; readonly failed?: string };
  readonly local: unknown;
}

/** Runs such a program. */
export async function tell(directory: string, program: string): Promise<Readonly<Record<string, Told>>> {
  const { stdout } = await run(process.execPath, [join(directory, program)], { cwd: directory });
  const told: Readonly<Record<string, Told>> = JSON.parse(stdout.slice(stdout.lastIndexOf("\n")));
  return told;
}

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { buffer, text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The program as users start it. */
export const CWSANDBOX = fileURLToPath(new URL("../../packages/sdk/bin/cwsandbox.js", import.meta.url));

/** How one command line ended. */
export interface CommandLineEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A test that fails must not leave one behind. */
const LONGEST_RUN = { timeout: 150_000, killSignal: "SIGKILL" } as const;

/** Starts the command line as a process of its own, with its three streams as pipes. */
export function startCommandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const env = { ...process.env, ...environment };
  return spawn(process.execPath, [CWSANDBOX, ...words], { ...LONGEST_RUN, env });
}

/** Runs one command line to its end. */
export async function runCommandLine(...words: readonly string[]): Promise<CommandLineEnd> {
  const child = startCommandLine(words);
  child.stdin.end();
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, stdout, stderr };
}

/** Runs one command line to its end and gives what it printed byte for byte. */
export async function readCommandLine(...words: readonly string[]): Promise<Buffer> {
  const child = startCommandLine(words);
  child.stdin.end();
  const [stdout] = await Promise.all([buffer(child.stdout), once(child, "close")]);
  return stdout;
}

/** Runs a line of shell in which `cwsandbox` is the program. Bash, because of its `PIPESTATUS`. */
export async function runShellLine(line: string): Promise<CommandLineEnd> {
  const script = `cwsandbox() { "$NODE" "$CWSANDBOX" "$@"; }\n${line}`;
  const child = spawn("bash", ["-c", script], {
    ...LONGEST_RUN,
    env: { ...process.env, NODE: process.execPath, CWSANDBOX },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, stdout, stderr };
}

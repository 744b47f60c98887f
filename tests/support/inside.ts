import type { Sandbox } from "cwsandbox";

/** The command lines of all processes in a sandbox, words separated by blanks. */
export async function listCommandLines(sandbox: Sandbox): Promise<readonly string[]> {
  const list = "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline && echo; done 2>/dev/null; true";
  const { stdout } = await sandbox.exec(["sh", "-c", list], { check: true });
  return stdout.split("\n").map((line) => line.trim());
}

/** Whether a process with exactly these words runs in a sandbox. */
export async function isRunning(sandbox: Sandbox, words: string): Promise<boolean> {
  return (await listCommandLines(sandbox)).includes(words);
}

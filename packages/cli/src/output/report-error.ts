import pc from "picocolors";
import { CommandError } from "./command-error.js";
import { printable } from "./printable.js";
import type { TextOutput } from "./text-output.js";

/** Writes what went wrong and, where there is one, the next step. A defect of ours comes with its stack. */
export async function reportError(error: unknown, stderr: TextOutput): Promise<void> {
  const colors = pc.createColors(stderr.hasColors);
  stderr.write(`${colors.red("Error:")} ${printable(await headline(error))}\n`);
  if (error instanceof CommandError && error.hint !== null) {
    stderr.write(`${colors.cyan("Hint:")} ${error.hint}\n`);
  }
}

async function headline(error: unknown): Promise<string> {
  if (error instanceof CommandError) return error.message;
  const { CWSandboxError } = await import("cwsandbox");
  if (error instanceof CWSandboxError) return error.message;
  if (error instanceof Error) return `unexpected ${error.stack ?? error.message}`;
  return `unexpected ${String(error)}`;
}

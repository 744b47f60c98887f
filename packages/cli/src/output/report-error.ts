import { CWSandboxError, type CWSandboxErrorCode } from "cwsandbox";
import pc from "picocolors";
import { CommandError } from "./command-error.js";
import type { TextOutput } from "./text-output.js";

const HINTS: ReadonlyMap<CWSandboxErrorCode, string> = new Map([
  ["AUTHENTICATION_FAILED", "Set CWSANDBOX_API_KEY to a key that the server knows."],
  [
    "SANDBOX_UNAVAILABLE",
    "`cwsandbox doctor` shows whether this machine can run sandboxes; for another server check CWSANDBOX_BASE_URL.",
  ],
]);

/** Writes what went wrong and, where there is one, the next step. A defect of ours comes with its stack. */
export function reportError(error: unknown, stderr: TextOutput): void {
  const colors = pc.createColors(stderr.hasColors);
  stderr.write(`${colors.red("Error:")} ${headline(error)}\n`);
  const hint = hintFor(error);
  if (hint !== null) stderr.write(`${colors.cyan("Hint:")} ${hint}\n`);
}

function headline(error: unknown): string {
  if (error instanceof CWSandboxError || error instanceof CommandError) return error.message;
  if (error instanceof Error) return `unexpected ${error.stack ?? error.message}`;
  return `unexpected ${String(error)}`;
}

function hintFor(error: unknown): string | null {
  if (error instanceof CommandError) return error.hint;
  if (!(error instanceof CWSandboxError)) return null;
  const hint = HINTS.get(error.code) ?? null;
  // The client's own text may name the next step already.
  return error.message.includes("cwsandbox doctor") ? null : hint;
}

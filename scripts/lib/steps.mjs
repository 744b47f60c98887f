// Shows what a script is doing: one line that is rewritten on a terminal, plain lines elsewhere.
import process from "node:process";

const terminal = process.stdout.isTTY;
const mark = (ok) =>
  terminal ? (ok ? "\u001B[32m✓\u001B[0m" : "\u001B[31m✗\u001B[0m") : ok ? "ok" : "failed";

/** Ends the script with a text that says what to do next. */
export class Stop extends Error {}

/** Runs one named step and prints how long it took; `work` may return a short note for the line. */
export async function step(name, work) {
  const started = performance.now();
  if (terminal) process.stdout.write(`  … ${name}`);
  try {
    const note = await work();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(
      `${terminal ? "\r\u001B[K" : ""}  ${mark(true)} ${name}${note ? `: ${note}` : ""} (${seconds} s)\n`,
    );
  } catch (error) {
    process.stdout.write(`${terminal ? "\r\u001B[K" : ""}  ${mark(false)} ${name}\n`);
    throw error;
  }
}

/** The one place where a script ends: a `Stop` is told plainly, anything else with its stack. */
export function main(work) {
  work().catch((error) => {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  });
}

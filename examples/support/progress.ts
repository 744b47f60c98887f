import type { OperationRef } from "cwsandbox";

const WIDTH = 30;

/** Draws a bar while the given calls end, or one plain line per call where there is no terminal. */
export function showProgress<T>(calls: OperationRef<T>[]): OperationRef<T>[] {
  let done = 0;
  const ended = (word: string) => () => {
    done += 1;
    const filled = Math.round((WIDTH * done) / calls.length);
    const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    if (process.stdout.isTTY)
      process.stdout.write(`\r${bar} ${done}/${calls.length}${done === calls.length ? "\n" : ""}`);
    else console.log(`call ${done} of ${calls.length} ${word}`);
  };
  for (const call of calls) void call.then(ended("done"), ended("failed"));
  return calls;
}

import { expect, test } from "vitest";
import { Interrupted, type Interruption, interruptible } from "./interruption.js";
import { fakeSurroundings } from "./run-main.test-support.js";

/** Surroundings in which a test is the one who interrupts. */
function stage() {
  const listeners = new Set<(interruption: Interruption) => void>();
  const exits: number[] = [];
  const surroundings = fakeSurroundings({
    onInterruption: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exitNow: (exitCode) => void exits.push(exitCode),
  });
  const interrupt = (interruption: Interruption): void => {
    for (const listener of listeners) listener(interruption);
  };
  return { surroundings, interrupt, listeners, exits };
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
  ["closed output", 0],
] as const)(
  "%s aborts the signal, the work tidies up, and the exit code is %i",
  async (interruption, exitCode) => {
    const { surroundings, interrupt, listeners } = stage();
    let hasTidiedUp = false;
    const work = interruptible(surroundings, async (signal) => {
      interrupt(interruption);
      expect(signal.aborted).toBe(true);
      await Promise.resolve();
      hasTidiedUp = true;
      throw new Error("whatever the abort made fail");
    });
    await expect(work).rejects.toBeInstanceOf(Interrupted);
    await expect(work).rejects.toMatchObject({ interruption, exitCode });
    expect(hasTidiedUp).toBe(true);
    expect(listeners.size).toBe(0);
  },
);

test("a signal after an interruption ends the program at once", async () => {
  const { surroundings, interrupt, exits } = stage();
  await interruptible(surroundings, async () => {
    interrupt("SIGINT");
    interrupt("SIGTERM");
  });
  expect(exits).toEqual([143]);
});

test("further writes into a closed pipe do not cut the tidying short", async () => {
  const { surroundings, interrupt, exits } = stage();
  await interruptible(surroundings, async () => {
    interrupt("closed output");
    interrupt("closed output");
  });
  expect(exits).toEqual([]);
});

test("without an interruption results and errors are those of the work", async () => {
  const { surroundings, listeners } = stage();
  expect(await interruptible(surroundings, async () => 7)).toBe(7);
  await expect(interruptible(surroundings, () => Promise.reject(new Error("own")))).rejects.toThrow("own");
  expect(listeners.size).toBe(0);
});

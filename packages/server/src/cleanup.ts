/** Steps to undo, in the reverse order of what was done. */
export interface Cleanup {
  /** Remembers how to undo the step just taken. */
  defer(step: () => Promise<void> | void): void;
  /** Undoes everything once; later calls get the same promise. A step that fails does not stop the others. */
  run(): Promise<void>;
}

/** @param failed Gets the error of each step that fails. */
export function createCleanup(failed: (error: unknown) => void): Cleanup {
  const steps: (() => Promise<void> | void)[] = [];
  let running: Promise<void> | undefined;

  const runAll = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        failed(error);
      }
    }
  };

  return {
    defer: (step) => void steps.push(step),
    run: async () => {
      running ??= runAll();
      await running;
    },
  };
}

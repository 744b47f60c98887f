import { openSpawner } from "./spawner.js";
import type { OpenSpawner, OpenSpawnerOptions, Spawner } from "./spawner.js";

/** A spawner that is opened when it is first needed, and again when it has ended. */
export function createLastingSpawner(options: OpenSpawnerOptions): Spawner {
  let opened: Promise<OpenSpawner> | undefined;
  const open = (): Promise<OpenSpawner> => {
    const opening = openSpawner(options);
    const forget = (): void => {
      if (opened === opening) opened = undefined;
    };
    opening.then((spawner) => spawner.ended.then(forget), forget);
    return opening;
  };
  return {
    start: async (command) => {
      opened ??= open();
      return (await opened).start(command);
    },
    async [Symbol.asyncDispose]() {
      await (await opened?.catch(() => undefined))?.[Symbol.asyncDispose]();
    },
  };
}

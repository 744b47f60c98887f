import type { Engine } from "@cwsandbox/engine";
import { countConnections } from "./connections.js";

/** Watches whether anybody still needs the server. */
export interface IdleExit extends Disposable {
  /** From now on leave at once when idle; without sandboxes, idle connections do not count. */
  leaveWhenIdle(): void;
}

const MILLISECONDS_PER_SECOND = 1000;

/**
 * Calls `leave` once the last sandbox and the last connection have been gone for `idleSeconds`. While there
 * are sandboxes it waits for their end, without asking again and again.
 *
 * @param idleSeconds Absent: never, until `leaveWhenIdle`.
 * @param leave Called at most once.
 */
export function watchIdleness(engine: Engine, idleSeconds: number | undefined, leave: () => void): IdleExit {
  let delaySeconds = idleSeconds;
  let ignoreConnections = false;
  let round = new AbortController();
  const connections = countConnections(() => restart());

  const restart = (): void => {
    round.abort();
    round = new AbortController();
    const needed = connections.count() > 0 && !ignoreConnections;
    if (delaySeconds !== undefined && !needed) void waitAndLeave(delaySeconds, round.signal);
  };

  const waitAndLeave = async (seconds: number, signal: AbortSignal): Promise<void> => {
    try {
      do {
        await untilNoSandbox(engine, signal);
        await pause(seconds, signal);
      } while (!signal.aborted && (await anySandbox(engine)) !== undefined);
      if (!signal.aborted) leave();
    } catch {
      // The engine cannot say whether it holds sandboxes; leaving might orphan them. The next connection
      // that comes or goes begins anew.
    }
  };

  restart();
  return {
    leaveWhenIdle() {
      delaySeconds = 0;
      ignoreConnections = true;
      restart();
    },
    [Symbol.dispose]() {
      round.abort();
      connections[Symbol.dispose]();
    },
  };
}

async function anySandbox(engine: Engine): Promise<string | undefined> {
  const page = await engine.list({ tags: [], includeFinished: false, maxResults: 1 });
  return page.records[0]?.id;
}

async function untilNoSandbox(engine: Engine, signal: AbortSignal): Promise<void> {
  for (
    let id = await anySandbox(engine);
    id !== undefined && !signal.aborted;
    id = await anySandbox(engine)
  ) {
    for await (const record of engine.watch(id, signal)) void record;
  }
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * MILLISECONDS_PER_SECOND);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

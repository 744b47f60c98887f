import { watch } from "node:fs";
import { connect } from "node:net";
import { basename, dirname } from "node:path";
import { tryLock, waitForLock, type FileLock } from "./file-lock.js";

/** Another server answers at this address already, and one is enough. */
export class AlreadyServingError extends Error {
  override readonly name = "AlreadyServingError";
  readonly address: string;

  constructor(address: string) {
    super(`A server listens at ${address} already`);
    this.address = address;
  }
}

/**
 * Makes this process the only one that may listen at a socket path. Of several that start at once one goes
 * on; the others learn as soon as that one accepts connections, or take its place when it dies before.
 *
 * @throws AlreadyServingError once another server answers.
 */
export async function claimSocket(path: string): Promise<FileLock> {
  const lockPath = `${path}.lock`;
  const free = await tryLock(lockPath);
  if (free !== undefined) return free;

  const waiting = new AbortController();
  const answered = untilAnswers(path, waiting.signal);
  const freed = waitForLock(lockPath, waiting.signal);
  const first = await Promise.race([freed, answered]).finally(() => waiting.abort());
  if (first !== undefined) return first;
  // Answered and freed at the same moment: the answer counts, so the lock must not stay with us.
  const late = await freed;
  late?.[Symbol.dispose]();
  throw new AlreadyServingError(`unix://${path}`);
}

/** Resolves when something answers at the path; also with the signal. */
async function untilAnswers(path: string, signal: AbortSignal): Promise<undefined> {
  await new Promise<void>((resolve, reject) => {
    const name = basename(path);
    const look = (): void => {
      const probe = connect(path);
      probe.on("connect", () => {
        probe.destroy();
        resolve();
      });
      // Not there yet, or left behind by a dead server: the next change of the folder tells.
      probe.on("error", () => probe.destroy());
    };
    const watcher = watch(dirname(path), { signal }, (_event, changed) => {
      if (changed === name) look();
    });
    watcher.on("error", reject);
    signal.addEventListener("abort", () => resolve(), { once: true });
    look();
  });
  return undefined;
}

import { spawn } from "node:child_process";
import { closeSync, constants, fstatSync, openSync, statSync, unlinkSync } from "node:fs";
import { ConfigError } from "../config/index.js";

/** A lock that the kernel lets go of when this process ends, however it ends. */
export interface FileLock extends Disposable {
  readonly path: string;
}

const HELD_BY_ANOTHER = 1;
const OPEN_FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;

/**
 * Takes the lock, or gives undefined when another process has it.
 *
 * Node cannot lock files. The `flock` program locks the open file it inherits, and that lock stays with the
 * open file, which is ours.
 */
export async function tryLock(path: string): Promise<FileLock | undefined> {
  return lock(path, ["--nonblock"], new AbortController().signal);
}

/** Waits until the lock is free and takes it; undefined when the signal comes first. */
export async function waitForLock(path: string, signal: AbortSignal): Promise<FileLock | undefined> {
  return lock(path, [], signal);
}

async function lock(
  path: string,
  options: readonly string[],
  signal: AbortSignal,
): Promise<FileLock | undefined> {
  while (!signal.aborted) {
    const descriptor = openSync(path, OPEN_FLAGS, 0o600);
    const locked = await runFlock(descriptor, options, signal).catch((error: unknown) => {
      closeSync(descriptor);
      throw error;
    });
    if (locked && isStillAt(descriptor, path)) return heldLock(descriptor, path);
    closeSync(descriptor);
    if (!locked) return undefined;
    // Its last holder removed the file between our opening and our locking: only a new file counts.
  }
  return undefined;
}

function heldLock(descriptor: number, path: string): FileLock {
  let held = true;
  return {
    path,
    [Symbol.dispose]() {
      if (!held) return;
      held = false;
      unlinkSync(path);
      closeSync(descriptor);
    },
  };
}

function isStillAt(descriptor: number, path: string): boolean {
  const present = statSync(path, { throwIfNoEntry: false });
  return present !== undefined && present.ino === fstatSync(descriptor).ino;
}

async function runFlock(
  descriptor: number,
  options: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn("flock", [...options, "3"], {
      stdio: ["ignore", "ignore", "ignore", descriptor],
      signal,
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (signal.aborted) resolve(false);
      else if (error.code === "ENOENT") reject(missingProgram());
      else reject(error);
    });
    child.on("exit", (code) => {
      if (code === 0) resolve(true);
      else if (code === HELD_BY_ANOTHER || signal.aborted) resolve(false);
      else reject(new Error(`flock ended with code ${String(code)}`));
    });
  });
}

function missingProgram(): ConfigError {
  return new ConfigError("The program 'flock' is missing; run: apt-get install util-linux");
}

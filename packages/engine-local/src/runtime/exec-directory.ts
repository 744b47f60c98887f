import { randomUUID } from "node:crypto";
import { watch } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../host/index.js";

/** What lies on the host about one command that runs in a container, for as long as it runs. */
export interface ExecDirectory {
  readonly path: string;
  /** The process as the runtime wants it described. */
  readonly process: string;
  /** The runtime writes the host's id of the process inside here. */
  readonly pidFile: string;
  /** The session of the process; there once the command has run for a while. */
  readonly sessionFile: string;
  /** The runtime's own complaints, apart from the command's. */
  readonly log: string;
}

export async function makeExecDirectory(execs: string): Promise<ExecDirectory> {
  const directory = execDirectory(join(execs, randomUUID()));
  await mkdir(directory.path, { recursive: true, mode: 0o700 });
  return directory;
}

export async function listExecDirectories(execs: string): Promise<readonly ExecDirectory[]> {
  try {
    const names = await readdir(execs);
    return names.map((name) => execDirectory(join(execs, name)));
  } catch (error) {
    if (errorCode(error) === "ENOENT") {
      return [];
    }
    throw error;
  }
}

export async function removeExecDirectory({ path }: ExecDirectory): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** Id of the process inside as the host counts; `undefined` while there is none. */
export function readExecPid({ pidFile }: ExecDirectory): Promise<number | undefined> {
  return readNumber(pidFile);
}

/** Session of the process inside; `undefined` when it was not noted. */
export function readExecSession({ sessionFile }: ExecDirectory): Promise<number | undefined> {
  return readNumber(sessionFile);
}

async function readNumber(file: string): Promise<number | undefined> {
  try {
    const number = Number.parseInt(await readFile(file, "utf8"), 10);
    return number > 1 ? number : undefined;
  } catch {
    return undefined;
  }
}

/** Resolves when the runtime has told the id, or with the signal. */
export function untilExecPid(directory: ExecDirectory, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(directory.path);
    const look = async (): Promise<void> => {
      if (!signal.aborted && (await readExecPid(directory)) === undefined) return;
      signal.removeEventListener("abort", lookAgain);
      watcher.close();
      resolve();
    };
    const lookAgain = (): void => void look();
    watcher.on("change", lookAgain);
    // A directory that cannot be watched any more is gone, and with it the command.
    watcher.on("error", () => resolve());
    signal.addEventListener("abort", lookAgain, { once: true });
    lookAgain();
  });
}

function execDirectory(path: string): ExecDirectory {
  return {
    path,
    process: join(path, "process.json"),
    pidFile: join(path, "pid"),
    sessionFile: join(path, "session"),
    log: join(path, "log"),
  };
}

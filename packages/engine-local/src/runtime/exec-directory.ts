import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

/** What lies on the host about one command that runs in a container, for as long as it runs. */
export interface ExecDirectory {
  readonly path: string;
  /** The process as the runtime wants it described. */
  readonly process: string;
  /** The runtime writes the host's id of the process inside here. */
  readonly pidFile: string;
  /** The runtime's own complaints, apart from the command's. */
  readonly log: string;
}

export async function makeExecDirectory(execs: string): Promise<ExecDirectory> {
  const directory = execDirectory(join(execs, randomUUID()));
  await mkdir(directory.path, { mode: 0o700 });
  return directory;
}

export async function listExecDirectories(execs: string): Promise<readonly ExecDirectory[]> {
  try {
    const names = await readdir(execs);
    return names.map((name) => execDirectory(join(execs, name)));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return [];
    }
    throw error;
  }
}

export async function removeExecDirectory({ path }: ExecDirectory): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** Id of the process inside as the host counts; `undefined` while there is none. */
export async function readExecPid({ pidFile }: ExecDirectory): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(pidFile, "utf8"), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function execDirectory(path: string): ExecDirectory {
  return {
    path,
    process: join(path, "process.json"),
    pidFile: join(path, "pid"),
    log: join(path, "log"),
  };
}

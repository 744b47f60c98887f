import { join } from "node:path";

/** Where everything about one container lies; the directory exists as long as anything of the container does. */
export interface ContainerDirectory {
  readonly id: string;
  readonly path: string;
  /** The launch helper attaches its mounts here, in the sandbox's own namespace. */
  readonly mounts: string;
  /** The writable layer, where it is a directory. */
  readonly scratch: string;
  /** The supervisor makes it for control messages and holds it open for as long as it lives; see `waitForWriters`. */
  readonly controlFifo: string;
  /** The supervisor puts the exit code into a file of this directory named by the id. */
  readonly exits: string;
  readonly exitFile: string;
  /** Ids of the main process and of the supervisor, written by the latter or the runtime. */
  readonly initPidFile: string;
  readonly supervisorPidFile: string;
  /** Complaints of helper and supervisor. */
  readonly supervisorLog: string;
  /** Complaints of the runtime. */
  readonly runtimeLog: string;
  readonly config: string;
  readonly record: string;
  /** Id and start time of the helper that starts commands. */
  readonly starterFile: string;
  /** Its complaints. */
  readonly starterLog: string;
}

export function containerDirectory(containersDirectory: string, id: string): ContainerDirectory {
  const path = join(containersDirectory, id);
  return {
    id,
    path,
    mounts: join(path, "mnt"),
    scratch: join(path, "scratch"),
    controlFifo: join(path, "ctl"),
    exits: join(path, "exits"),
    exitFile: join(path, "exits", id),
    initPidFile: join(path, "init.pid"),
    supervisorPidFile: join(path, "supervisor.pid"),
    supervisorLog: join(path, "supervisor.log"),
    runtimeLog: join(path, "runtime.log"),
    config: join(path, "config.json"),
    record: join(path, "container.json"),
    starterFile: join(path, "starter"),
    starterLog: join(path, "starter.log"),
  };
}

import { join } from "node:path";

/** How the root file system of one sandbox is put together by the launch helper. */
export interface RootPlan {
  /** Absolute path of the helper. */
  readonly launch: string;
  /** Empty directory the mounts are attached in; they exist in the sandbox's own namespace only. */
  readonly mountsDirectory: string;
  /** Unpacked image, shown read-only below the writable layer. */
  readonly lowerDirectory: string;
  /** For the writable layer, or for its disk image while it is being made. */
  readonly scratchDirectory: string;
  /** Present: the writable layer is a copy of this file system, and so has its size. */
  readonly layerTemplate?: string;
  /** Present when owners are shifted to a range of the sandbox's own. */
  readonly idRange?: { readonly first: number; readonly count: number };
  /** Host paths of the binds, in order. */
  readonly binds: readonly string[];
  /** Gets what helper and supervisor complain about. */
  readonly logFile: string;
  /** Present: the program stands in this directory, and is told to report its start on descriptor 3. */
  readonly reportDirectory?: string;
  /**
   * Present: the helper does not become the program but runs it, and stays with the container whose main process the
   * program writes down here.
   */
  readonly attendedPidFile?: string;
}

/** Arguments that assemble the root file system and then become, or run, `program`. */
export function launchCommand(plan: RootPlan, program: readonly string[]): readonly [string, ...string[]] {
  const { idRange, layerTemplate, reportDirectory, attendedPidFile } = plan;
  return [
    plan.launch,
    "--mounts",
    plan.mountsDirectory,
    "--lower",
    plan.lowerDirectory,
    "--scratch",
    plan.scratchDirectory,
    ...(layerTemplate === undefined ? [] : ["--template", layerTemplate]),
    ...(idRange === undefined ? ["--userxattr"] : ["--map", `0:${idRange.first}:${idRange.count}`]),
    ...plan.binds.flatMap((source) => ["--bind", source]),
    "--log",
    plan.logFile,
    ...(reportDirectory === undefined ? [] : ["--report", reportDirectory]),
    ...(attendedPidFile === undefined ? [] : ["--attend", attendedPidFile]),
    "--",
    ...program,
  ];
}

/** Where the helper shows the assembled root file system. */
export function rootDirectoryOf(mountsDirectory: string): string {
  return join(mountsDirectory, "merged");
}

/** Where the helper shows bind number `index`. */
export function bindSourceOf(mountsDirectory: string, index: number): string {
  return join(mountsDirectory, "binds", String(index));
}

export type {
  HostCheck,
  HostMode,
  HostProgram,
  HostReport,
  InspectHostOptions,
  RuntimeName,
} from "./host-report.js";
export { readHostAmounts } from "./host-amounts.js";
export type { HostAmounts } from "./host-amounts.js";
export { inspectHost } from "./inspect-host.js";
export { errorCode } from "./error-code.js";
export { draftPath, heldPath, isDraftName, toByteString } from "./held-path.js";
export { makeHeldDirectory } from "./make-directory.js";
export { openRootedPath } from "./rooted-path.js";
export type { Owner, RootedPlace } from "./rooted-path.js";
export {
  findCgroupTrees,
  killCgroup,
  makeBackgroundGroup,
  readOutOfMemoryKills,
  removeCgroup,
} from "./cgroups.js";
export type { CgroupTrees } from "./cgroups.js";
export { createGroupHastener, ownGroup } from "./hasten-groups.js";
export { feedOutput } from "./feed-output.js";
export { hostPlatform } from "./platform.js";
export { hearsSignal, isAlive, processesAt, readProcess, sendSignal } from "./proc.js";
export type { ProcessIdentity } from "./proc.js";
export { runOrFail } from "./run.js";
export { runSpawned } from "./run-spawned.js";
export { startAttended } from "./start-attended.js";
export type { AttendedProcess, OutputPipe } from "./start-attended.js";
export { createOutputQueue } from "./output-queue.js";
export { startReporting } from "./start-reporting.js";
export { createLastingSpawner } from "./lasting-spawner.js";
export { sealedProgram } from "./spawner.js";
export type { SpawnedProcess, Spawner } from "./spawner.js";
export { waitForWriters } from "./wait-for-writers.js";
export { writeAll } from "./write-all.js";

export type {
  HostCheck,
  HostMode,
  HostProgram,
  HostReport,
  InspectHostOptions,
  RuntimeName,
} from "./host-report.js";
export { inspectHost } from "./inspect-host.js";
export { errorCode, heldPath, openRootedPath, toByteString } from "./rooted-path.js";
export type { Owner, RootedPathOptions, RootedPlace } from "./rooted-path.js";

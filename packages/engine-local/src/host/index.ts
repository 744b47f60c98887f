export type {
  HostCheck,
  HostMode,
  HostProgram,
  HostReport,
  InspectHostOptions,
  RuntimeName,
} from "./host-report.js";
export { inspectHost } from "./inspect-host.js";

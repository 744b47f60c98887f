import type { HostReport, InspectHostOptions } from "./host-report.js";

/** Tries everything the engine needs on this host and reports what works, with the remedy for what does not. */
export function inspectHost(_options: InspectHostOptions): Promise<HostReport> {
  return Promise.reject(new Error("not yet"));
}

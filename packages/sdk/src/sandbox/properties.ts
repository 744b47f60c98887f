import { SandboxStatus } from "../config/index.js";
import type { ReportedService, SandboxReport } from "../transport/index.js";
import type { SandboxCore } from "./core.js";

/** The latest report, but only in the phases in which its run-time facts mean something. */
export function placedReport(core: SandboxCore): SandboxReport | null {
  const { phase } = core.lifecycle;
  return phase === "running" || phase === "stopping" || phase === "terminal" ? core.report : null;
}

/** Exit code of the main process once it is known to have ended normally. */
export function returncodeOf(core: SandboxCore): number | null {
  const { status } = core.lifecycle;
  const hasEnded = status === SandboxStatus.COMPLETED;
  return hasEnded ? (core.report?.exitCode ?? null) : null;
}

/** Host and port of the first service that has an address. */
export function serviceAddressOf(services: readonly ReportedService[]): string | null {
  const url = services.find((service) => service.url !== "")?.url;
  return url === undefined ? null : url.replace(/^\w+:\/\//, "").replace(/\/$/, "");
}

/** A port that can be reached from outside. */
export interface ExposedPort {
  /** The port inside the sandbox. */
  readonly port: number;
  /** Empty when it has none. */
  readonly name: string;
}

/** Ports that can be reached from outside; null when there are none. */
export function exposedPortsOf(services: readonly ReportedService[]): readonly ExposedPort[] | null {
  const exposed = services.filter((service) => service.exposed).map(({ port, name }) => ({ port, name }));
  return exposed.length === 0 ? null : exposed;
}

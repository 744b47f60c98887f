import type { ResourceAmounts, SandboxStatus } from "../config/index.js";

/** Graphics processors as the server echoes them. */
export interface ReportedGpu {
  /** How many. */
  readonly count: number;
  /** Model name, or null when the server does not say. */
  readonly type: string | null;
  /** Memory of each in gigabytes, or null when the server does not say. */
  readonly memoryGb: number | null;
}

/** A port of a sandbox as the server reports it. */
export interface ReportedService {
  readonly port: number;
  readonly name: string;
  /** Whether anybody outside may reach it. */
  readonly exposed: boolean;
  /** Where it is reached; empty when unknown or not running. */
  readonly url: string;
}

/** What the server says about one sandbox. */
export interface SandboxReport {
  readonly sandboxId: string;
  readonly status: SandboxStatus;
  /** True when the server sent a state of a newer release; it counts as "not yet", not as an end. */
  readonly isUnknownState: boolean;
  /** The server's words about the status, or null. */
  readonly statusReason: string | null;
  readonly createdAt: Date | null;
  readonly startedAt: Date | null;
  /** Exit code of the main process, when it was observed. */
  readonly exitCode: number | null;
  readonly runnerId: string | null;
  readonly runnerGroupId: string | null;
  /** Only known from servers that offer profiles, and there from watching only. */
  readonly profileId: string | null;
  readonly tags: readonly string[];
  readonly resourceRequests: ResourceAmounts | null;
  readonly resourceLimits: ResourceAmounts | null;
  readonly resourceGpu: ReportedGpu | null;
  readonly services: readonly ReportedService[];
}

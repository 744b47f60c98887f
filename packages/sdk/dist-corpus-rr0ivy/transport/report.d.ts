import type { EgressRule, IngressRule, ResourceAmounts, SandboxStatus, VolumeMount } from "../config/index.js";
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
    /** Its own address, if it asked for one of a kind that this release knows. */
    readonly endpoint: ReportedEndpoint | null;
}
/** The own address of a port. */
export interface ReportedEndpoint {
    readonly kind: "https" | "tls_passthrough";
    /** Null where there is none, or an unknown one. */
    readonly auth: "open" | "share_token" | null;
    /** Host and port of a passthrough; empty when unknown. */
    readonly address: string;
    /** Limit of one request; 0 when unknown. */
    readonly requestTimeoutSeconds: number;
}
/** A container of a sandbox as the server echoes it. */
export interface ReportedContainer {
    /** Name to give as `container` of an operation. */
    readonly name: string;
    /** Empty for the server's default. */
    readonly image: string;
    /** Executable; empty for the image's entry point. */
    readonly command: string;
    /** Arguments of the executable. */
    readonly args: readonly string[];
    /** Settings that are no secrets. */
    readonly environmentVariables: Readonly<Record<string, string>>;
    /** Empty for the image's. */
    readonly workingDir: string;
    /** Where volumes appear. */
    readonly volumeMounts: readonly VolumeMount[];
    /** Whether its end ends the sandbox; true for exactly one. */
    readonly primary: boolean;
}
/** How one container of a sandbox is. */
export interface ContainerStatus {
    /** Name of the container. */
    readonly name: string;
    /** Its state, in the words of a sandbox's status. */
    readonly state: SandboxStatus;
    /** Exit code of its main process; null until its end. */
    readonly exitCode: number | null;
    /** How often it was started again. */
    readonly restartCount: number;
}
/** Who drives the containers of a sandbox. */
export type SandboxControl = "platform" | "container_engine" | "unspecified";
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
    /** Destinations in force that this release understands. */
    readonly effectiveEgress: readonly EgressRule[];
    /** Sources in force that this release understands. */
    readonly effectiveIngress: readonly IngressRule[];
    readonly effectiveRuntimeClass: string | null;
    readonly attachedVolumeIds: readonly string[];
    readonly containers: readonly ReportedContainer[];
    readonly containerStatuses: readonly ContainerStatus[];
    readonly control: SandboxControl;
}
//# sourceMappingURL=report.d.ts.map
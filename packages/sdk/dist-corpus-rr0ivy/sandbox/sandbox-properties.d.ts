import type { EgressRule, IngressRule, ResourceAmounts, SandboxStatus } from "../config/index.js";
import type { ContainerStatus, ReportedContainer, ReportedGpu, SandboxControl } from "../transport/index.js";
import type { SandboxCore } from "./core.js";
import type { ExecStats } from "./exec-stats.js";
import { type ExposedPort, type HttpsEndpointStatus, type ServiceUrl, type TlsPassthroughEndpointStatus } from "./service-views.js";
/** The state behind an object; only for this package. */
export declare function coreOf(sandbox: SandboxProperties): SandboxCore;
/** What a sandbox object shows without asking the server: the facts of the latest report. */
export declare abstract class SandboxProperties {
    #private;
    /** Id given by the server; null before the start. */
    get sandboxId(): string | null;
    /** The last known status, without asking; null before the start. */
    get status(): SandboxStatus | null;
    /** When the status was last confirmed; null before the start. */
    get statusUpdatedAt(): Date | null;
    /** The server's words about the status, for example why it failed, or null. */
    get statusReason(): string | null;
    /** Its labels as the server echoes them; empty before the start. */
    get tags(): readonly string[];
    /** When the server accepted it; null before the start, or when the server does not say. */
    get createdAt(): Date | null;
    /** When the main process began; null until the sandbox is known to run. */
    get startedAt(): Date | null;
    /** The machine it runs on; null until it is known to run. */
    get runnerId(): string | null;
    /** The group of that machine; null until it is known to run. */
    get runnerGroupId(): string | null;
    /** The profile it was placed by; null until it is known to run, and on servers without profiles. */
    get profileId(): string | null;
    /** Exit code of the main process; null until its normal end is known. */
    get returncode(): number | null;
    /** Host and port where it can be reached, or null. */
    get serviceAddress(): string | null;
    /** Ports that can be reached from outside, or null. */
    get exposedPorts(): readonly ExposedPort[] | null;
    /** Ports with the address they are reached at; empty while there is none. */
    get serviceUrls(): readonly ServiceUrl[];
    /** Ports with an `https` address of their own, and who may use it. */
    get serviceEndpoints(): readonly HttpsEndpointStatus[];
    /** Ports that end their own encryption, with the address they are reached at. */
    get serviceAddresses(): readonly TlsPassthroughEndpointStatus[];
    /** The ingress mode that this object asked for and the server accepted; null for an attached object. */
    get appliedIngressMode(): string | null;
    /** The egress mode that this object asked for and the server accepted; null for an attached object. */
    get appliedEgressMode(): string | null;
    /** Destinations it may reach, as the server reports them; rules of a newer release are left out. */
    get effectiveEgress(): readonly EgressRule[];
    /** Sources that may reach it, as the server reports them; rules of a newer release are left out. */
    get effectiveIngress(): readonly IngressRule[];
    /** Host names it may reach, as the server reports them. */
    get dnsEgressNames(): readonly string[];
    /** The runtime class it runs under, or null. */
    get effectiveRuntimeClass(): string | null;
    /** Its containers as the server echoes them; empty before the start. */
    get containers(): readonly ReportedContainer[];
    /** How its containers are; empty before the start. */
    get containerStatuses(): readonly ContainerStatus[];
    /** Who drives its containers; null before the start. */
    get control(): SandboxControl | null;
    /** Ids of the registered volumes it uses. */
    get attachedVolumeIds(): readonly string[];
    /** What is reserved for it, as the server echoes it, or null. */
    get resourceRequests(): ResourceAmounts | null;
    /** What it cannot exceed, as the server echoes it, or null. */
    get resourceLimits(): ResourceAmounts | null;
    /** Its graphics processors, as the server echoes them, or null. */
    get resourceGpu(): ReportedGpu | null;
    /** How many commands this object has started and how they ended. */
    get execStats(): ExecStats;
    /** Its id and status, for people. */
    toString(): string;
}
//# sourceMappingURL=sandbox-properties.d.ts.map
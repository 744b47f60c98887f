import type { Call } from "./call.js";
/** Who can reach a port of a sandbox. */
export type ServiceVisibility = "public" | "private" | "custom";
/** What is free on a runner at the moment of the question; nothing is reserved by asking. */
export interface RunnerResources {
    /** Thousandths of a processor. */
    readonly availableCpuMillicores: number;
    /** Memory that a new sandbox could get. */
    readonly availableMemoryBytes: number;
    /** Graphics processors that a new sandbox could get. */
    readonly availableGpuCount: number;
    /** Sandboxes that run there now, whoever they belong to. */
    readonly runningSandboxes: number;
}
/** A machine or cluster as the server describes it. */
export interface RunnerReport {
    /** Unique inside its organisation. */
    readonly runnerId: string;
    /** The group it belongs to; empty when it has none. */
    readonly runnerGroupId: string;
    /** Owner of the runner. */
    readonly organizationId: string;
    /** Labels that its operator gave it. */
    readonly tags: readonly string[];
    /** Whether it takes sandboxes. */
    readonly healthy: boolean;
    /** Whether several organisations use it. */
    readonly isShared: boolean;
    /** Since when it takes sandboxes; null when the server does not say. */
    readonly connectedAt: Date | null;
    /** Most that one sandbox could get, in thousandths of a processor. */
    readonly maxCpuMillicores: number;
    /** Most that one sandbox could get. */
    readonly maxMemoryBytes: number;
    /** Most graphics processors that one sandbox could get. */
    readonly maxGpuCount: number;
    /** Models of graphics processors; empty when it has none. */
    readonly supportedGpuTypes: readonly string[];
    /** As image platforms name them, such as `amd64`. */
    readonly supportedArchitectures: readonly string[];
    /** Whether it takes privileged containers. */
    readonly supportsPrivileged: boolean;
    /** Kinds of volumes that it offers. */
    readonly availableStorageClasses: readonly string[];
    /** Who a sandbox there can make its ports visible to; empty when nobody outside can reach any. */
    readonly supportedServiceVisibilities: readonly ServiceVisibility[];
    /** Null unless live amounts were asked for and the server knows them. */
    readonly resources: RunnerResources | null;
}
/** A named way to reach sandboxes from outside. */
export interface ServiceExposureMode {
    /** How the options of a sandbox name it. */
    readonly name: string;
}
/** A named reach of sandboxes to the outside. */
export interface EgressMode {
    /** How the options of a sandbox name it. */
    readonly name: string;
}
/** A named way to run sandboxes, as one runner offers it. Its name is also its id. */
export interface Profile {
    /** How the options of a sandbox name it. */
    readonly profileName: string;
    /** The runner that offers it. */
    readonly runnerId: string;
    /** Models of graphics processors; empty when it has none. */
    readonly supportedGpuTypes: readonly string[];
    /** As image platforms name them, such as `amd64`. */
    readonly supportedArchitectures: readonly string[];
    /** Empty when its sandboxes cannot be reached from outside. */
    readonly serviceExposureModes: readonly ServiceExposureMode[];
    /** Empty when the profile names none. */
    readonly egressModes: readonly EgressMode[];
}
/** Which runners to list; empty texts hold for every runner. */
export interface RunnersRequest {
    readonly runnerGroupId: string;
    readonly gpuType: string;
    readonly architecture: string;
    readonly healthyOnly: boolean;
    readonly serviceVisibility: ServiceVisibility | undefined;
    /** Whether live amounts are wanted. */
    readonly includeResources: boolean;
}
/** One page of runners. */
export interface RunnersPage {
    readonly runners: readonly RunnerReport[];
    /** Empty on the last page. */
    readonly nextPageToken: string;
}
/** Which profiles to list; empty texts hold for every profile. */
export interface ProfilesRequest {
    readonly gpuType: string;
    readonly architecture: string;
    readonly runnerId: string;
}
/** The part of a transport that looks up runners and profiles. */
export interface DiscoveryTransport {
    listRunners(request: RunnersRequest, pageToken: string, call: Call): Promise<RunnersPage>;
    /** With live amounts. */
    getRunner(runnerId: string, organizationId: string, call: Call): Promise<RunnerReport>;
    /** Only towards servers that offer profiles, like the one below. */
    listProfiles(request: ProfilesRequest, call: Call): Promise<readonly Profile[]>;
    /** An empty runner id stands for any. */
    getProfile(profileName: string, runnerId: string, call: Call): Promise<Profile>;
}
//# sourceMappingURL=discovery.d.ts.map
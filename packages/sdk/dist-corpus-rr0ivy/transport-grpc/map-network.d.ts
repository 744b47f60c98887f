import { v1 } from "@cwsandbox/wire";
import type { CheckedNetworkOptions, SandboxConfig } from "../config/index.js";
/** Services; declared ports; exposed ports with the visibility of the ingress mode, one row for each port. */
export declare function toServices(config: Pick<SandboxConfig, "ports" | "network" | "services">): v1.DeepPartial<v1.Service>[];
/** Rules as they were given, and those that a mode name stands for, as far as the shared contract has them. */
export declare function toNetwork(network: CheckedNetworkOptions | undefined): v1.DeepPartial<v1.NetworkOptions> | undefined;
/** Mode names without equivalent in the shared contract; empty where there is one. */
export declare function unmappedModes(network: CheckedNetworkOptions | undefined): {
    readonly ingressMode: string;
    readonly egressMode: string;
};
//# sourceMappingURL=map-network.d.ts.map
import { type EgressRule, type EgressRuleInput, type IngressRule, type IngressRuleInput } from "./network-rules.js";
/**
 * How a sandbox is reached and what it may reach: by mode names, which depend on the server's profile, or by
 * rules. For the way out only one of the two can be given.
 */
export interface NetworkOptions {
    /** For example `public` or `internal`; needs {@link exposedPorts}. */
    readonly ingressMode?: string | undefined;
    /** Ports that are reachable from outside, each from 1 to 65535. */
    readonly exposedPorts?: readonly number[] | undefined;
    /** For example `internet`, `isolated` or `blocked`. */
    readonly egressMode?: string | undefined;
    /** Whether it may reach nothing at all; excludes {@link egress}. */
    readonly denyEgress?: boolean | undefined;
    /** Whether ports with visibility `custom` cannot be reached. */
    readonly denyIngress?: boolean | undefined;
    /** What it may reach. Default: what the server's policy allows. */
    readonly egress?: readonly EgressRuleInput[] | undefined;
    /** Who may reach ports with visibility `custom`. Default: whom the server's policy allows. */
    readonly ingress?: readonly IngressRuleInput[] | undefined;
}
/** Network options after their check. */
export interface CheckedNetworkOptions extends Omit<NetworkOptions, "egress" | "ingress"> {
    readonly egress?: readonly EgressRule[] | undefined;
    readonly ingress?: readonly IngressRule[] | undefined;
}
/** Checks and copies; empty lists count as absent. Undefined when absent. */
export declare function readNetwork(value: unknown): CheckedNetworkOptions | undefined;
//# sourceMappingURL=network.d.ts.map
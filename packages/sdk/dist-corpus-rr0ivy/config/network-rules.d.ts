import { type PortRange, type PortRangeInput } from "./port-range.js";
/** Other sandboxes by their relation to this one; `unspecified` is only reported, by a newer server. */
export type TenantScope = "same_user" | "same_org" | "sandbox_network" | "unspecified";
/** A range of addresses. */
export interface CidrBlock {
    /** For example `10.0.0.0/8`. */
    readonly cidr: string;
    /** Parts that are taken out of the range. Default: none. */
    readonly exceptCidrs?: readonly string[] | undefined;
}
/** A range of addresses as users write it: a text alone, or an object; `except` is accepted for `exceptCidrs`. */
export type CidrBlockInput = string | (CidrBlock & {
    /** Another spelling of `exceptCidrs`. */
    readonly except?: readonly string[] | undefined;
});
/** Workloads by their labels; all labels must match. */
export interface SelectorBlock {
    /** At least one. */
    readonly podLabels: Readonly<Record<string, string>>;
    /** Labels of the namespace. Default: the sandbox's own namespace only. */
    readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
}
/** One destination that a sandbox may reach. Exactly one of the members besides `ports` is given. */
export interface EgressRule {
    /** A host name, or `*.` and a name for all hosts one level below; HTTPS on port 443 only. */
    readonly dnsName?: string | undefined;
    /** Addresses. */
    readonly cidr?: CidrBlock | undefined;
    /** Other sandboxes. */
    readonly tenant?: TenantScope | undefined;
    /** Everything but the platform's own ranges. */
    readonly any?: true | undefined;
    /** Workloads by their labels. */
    readonly selector?: SelectorBlock | undefined;
    /** Only these ports. Default: all; 443 for a name. */
    readonly ports?: readonly PortRange[] | undefined;
}
/** One source that may reach ports with visibility `custom`. Exactly one of the members besides `ports` is given. */
export interface IngressRule {
    /** Addresses. */
    readonly cidr?: CidrBlock | undefined;
    /** Other sandboxes. */
    readonly tenant?: TenantScope | undefined;
    /** Anybody. */
    readonly any?: true | undefined;
    /** Only these ports. Default: all with visibility `custom`. */
    readonly ports?: readonly PortRange[] | undefined;
}
interface RuleInputs {
    readonly cidr?: CidrBlockInput | undefined;
    readonly ports?: readonly PortRangeInput[] | undefined;
}
/** An egress rule as users write it. */
export type EgressRuleInput = Omit<EgressRule, keyof RuleInputs> & RuleInputs;
/** An ingress rule as users write it. */
export type IngressRuleInput = Omit<IngressRule, keyof RuleInputs> & RuleInputs;
/** Checks and copies one destination. */
export declare function readEgressRule(field: string, value: unknown): EgressRule;
/** Checks and copies one source. */
export declare function readIngressRule(field: string, value: unknown): IngressRule;
export {};
//# sourceMappingURL=network-rules.d.ts.map
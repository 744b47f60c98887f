import { v1 } from "@cwsandbox/wire";
const SCOPES = {
    unspecified: v1.TenantScope.TENANT_SCOPE_UNSPECIFIED,
    same_user: v1.TenantScope.TENANT_SCOPE_SAME_USER,
    same_org: v1.TenantScope.TENANT_SCOPE_SAME_ORG,
    sandbox_network: v1.TenantScope.TENANT_SCOPE_SANDBOX_NETWORK,
};
/** A destination in the contract's words. */
export function toEgressRule(rule) {
    return { destination: toDestination(rule), ports: toPorts(rule.ports) };
}
/** A source in the contract's words. */
export function toIngressRule(rule) {
    return { source: toPeer(rule), ports: toPorts(rule.ports) };
}
function toDestination(rule) {
    if (rule.dnsName !== undefined)
        return { $case: "httpsHostname", value: rule.dnsName };
    if (rule.selector === undefined)
        return toPeer(rule);
    const { podLabels, namespaceLabels = {} } = rule.selector;
    return {
        $case: "selector",
        value: { podLabels: { ...podLabels }, namespaceLabels: { ...namespaceLabels } },
    };
}
function toPeer({ cidr, tenant, any }) {
    if (cidr !== undefined)
        return { $case: "cidr", value: toCidr(cidr) };
    if (tenant !== undefined)
        return { $case: "tenant", value: SCOPES[tenant] };
    return any === true ? { $case: "any", value: true } : undefined;
}
function toCidr({ cidr, exceptCidrs = [] }) {
    return { cidr, except: [...exceptCidrs] };
}
function toPorts(ports = []) {
    return ports.map(({ port, endPort, protocol }) => ({
        port,
        endPort: endPort ?? 0,
        protocol: protocol ?? "",
    }));
}
//# sourceMappingURL=map-network-rules.js.map
import { v1 } from "@cwsandbox/wire";
const LAST_PORT = 65_535;
const SCOPES = new Map([
    [v1.TenantScope.TENANT_SCOPE_SAME_USER, "same_user"],
    [v1.TenantScope.TENANT_SCOPE_SAME_ORG, "same_org"],
    [v1.TenantScope.TENANT_SCOPE_SANDBOX_NETWORK, "sandbox_network"],
]);
/** A destination that is in force; null for one that this release does not understand. */
export function readEgressRule(rule) {
    const { destination } = rule;
    const ports = readPorts(rule.ports);
    if (destination === undefined || ports === null)
        return null;
    if (destination.$case === "httpsHostname") {
        const dnsName = destination.value;
        return dnsName === "" || dnsName === "*" ? null : { dnsName, ...ports };
    }
    if (destination.$case !== "selector")
        return readPeer(destination, ports);
    const { podLabels, namespaceLabels } = destination.value;
    return Object.keys(podLabels).length === 0 ? null : { selector: { podLabels, namespaceLabels }, ...ports };
}
/** A source that is in force; null for one that this release does not understand. */
export function readIngressRule(rule) {
    const ports = readPorts(rule.ports);
    return rule.source === undefined || ports === null ? null : readPeer(rule.source, ports);
}
function readPeer(source, ports) {
    if (source.$case === "tenant")
        return { tenant: scopeOf(source.value), ...ports };
    if (source.$case === "any")
        return source.value ? { any: true, ...ports } : null;
    const { cidr, except } = source.value;
    if (cidr === "")
        return null;
    return { cidr: except.length === 0 ? { cidr } : { cidr, exceptCidrs: except }, ...ports };
}
function scopeOf(value) {
    return SCOPES.get(value) ?? "unspecified";
}
function isUsable({ port, endPort }) {
    return port >= 1 && port <= LAST_PORT && (endPort === 0 || (endPort >= port && endPort <= LAST_PORT));
}
function readPorts(ports) {
    if (ports.length === 0)
        return {};
    if (!ports.every(isUsable))
        return null;
    return {
        ports: ports.map(({ port, endPort, protocol }) => ({
            port,
            ...(endPort === 0 ? {} : { endPort }),
            ...(protocol === "" ? {} : { protocol }),
        })),
    };
}
//# sourceMappingURL=read-network-rules.js.map
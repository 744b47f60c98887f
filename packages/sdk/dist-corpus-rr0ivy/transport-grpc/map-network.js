import { v1 } from "@cwsandbox/wire";
import { toEgressRule, toIngressRule } from "./map-network-rules.js";
const INGRESS_VISIBILITY = new Map([
    ["public", v1.Visibility.VISIBILITY_PUBLIC],
    ["internal", v1.Visibility.VISIBILITY_PRIVATE],
]);
const PROTOCOLS = {
    "": v1.ServiceProtocol.SERVICE_PROTOCOL_UNSPECIFIED,
    tcp: v1.ServiceProtocol.SERVICE_PROTOCOL_TCP,
    udp: v1.ServiceProtocol.SERVICE_PROTOCOL_UDP,
    sctp: v1.ServiceProtocol.SERVICE_PROTOCOL_SCTP,
};
const VISIBILITIES = {
    "": v1.Visibility.VISIBILITY_UNSPECIFIED,
    public: v1.Visibility.VISIBILITY_PUBLIC,
    private: v1.Visibility.VISIBILITY_PRIVATE,
    custom: v1.Visibility.VISIBILITY_CUSTOM,
};
const ENDPOINT_KINDS = {
    https: v1.EndpointKind.ENDPOINT_KIND_HTTPS,
    tls_passthrough: v1.EndpointKind.ENDPOINT_KIND_TLS_PASSTHROUGH,
};
const ENDPOINT_AUTHS = {
    "": v1.EndpointAuth.ENDPOINT_AUTH_UNSPECIFIED,
    open: v1.EndpointAuth.ENDPOINT_AUTH_OPEN,
};
const EGRESS_RULES = new Map([
    ["blocked", { denyEgress: true }],
    ["internet", { egress: [{ destination: { $case: "any", value: true } }] }],
]);
/** Services; declared ports; exposed ports with the visibility of the ingress mode, one row for each port. */
export function toServices(config) {
    const visibility = INGRESS_VISIBILITY.get(config.network?.ingressMode ?? "") ?? v1.Visibility.VISIBILITY_UNSPECIFIED;
    const rows = new Map();
    for (const { containerPort, name = "", protocol = "" } of config.ports) {
        rows.set(containerPort, { port: containerPort, name, protocol: PROTOCOLS[protocol] });
    }
    for (const port of config.network?.exposedPorts ?? []) {
        rows.set(port, { port, ...rows.get(port), visibility });
    }
    return [...config.services.map(toService), ...rows.values()];
}
function toService({ port, name, protocol, visibility, endpoint }) {
    return {
        port,
        name: name ?? "",
        protocol: PROTOCOLS[protocol ?? ""],
        visibility: VISIBILITIES[visibility ?? ""],
        ...(endpoint === undefined ? {} : { endpoint: toEndpoint(endpoint) }),
    };
}
function toEndpoint({ kind, auth, requestTimeoutSeconds }) {
    return {
        kind: ENDPOINT_KINDS[kind],
        auth: ENDPOINT_AUTHS[auth ?? ""],
        requestTimeoutSeconds: requestTimeoutSeconds ?? 0,
    };
}
/** Rules as they were given, and those that a mode name stands for, as far as the shared contract has them. */
export function toNetwork(network) {
    if (network === undefined)
        return undefined;
    const { egressMode = "", denyEgress, denyIngress, egress, ingress } = network;
    const rules = {
        ...EGRESS_RULES.get(egressMode),
        ...(denyEgress === undefined ? {} : { denyEgress }),
        ...(denyIngress === undefined ? {} : { denyIngress }),
        ...(egress === undefined ? {} : { egress: egress.map(toEgressRule) }),
        ...(ingress === undefined ? {} : { ingress: ingress.map(toIngressRule) }),
    };
    return Object.keys(rules).length === 0 ? undefined : rules;
}
/** Mode names without equivalent in the shared contract; empty where there is one. */
export function unmappedModes(network) {
    const { ingressMode = "", egressMode = "", exposedPorts = [] } = network ?? {};
    // Without ports there is nothing in the shared contract that could carry the mode: the server must hear of it.
    const isMapped = INGRESS_VISIBILITY.has(ingressMode) && exposedPorts.length > 0;
    return {
        ingressMode: isMapped ? "" : ingressMode,
        egressMode: EGRESS_RULES.has(egressMode) ? "" : egressMode,
    };
}
//# sourceMappingURL=map-network.js.map
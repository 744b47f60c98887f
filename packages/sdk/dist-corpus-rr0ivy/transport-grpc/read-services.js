import { v1 } from "@cwsandbox/wire";
const KINDS = new Map([
    [v1.EndpointKind.ENDPOINT_KIND_HTTPS, "https"],
    [v1.EndpointKind.ENDPOINT_KIND_TLS_PASSTHROUGH, "tls_passthrough"],
]);
const AUTHS = new Map([
    [v1.EndpointAuth.ENDPOINT_AUTH_OPEN, "open"],
    [v1.EndpointAuth.ENDPOINT_AUTH_SHARE_TOKEN, "share_token"],
]);
/** Ports in the words of this package. The address of a passthrough means something only before the end. */
export function readServices({ services, state }) {
    const hasAddresses = state === v1.State.STATE_CREATING || state === v1.State.STATE_RUNNING;
    return services.map((row) => ({
        port: row.port,
        name: row.name,
        exposed: row.visibility !== v1.Visibility.VISIBILITY_UNSPECIFIED,
        url: row.endpoint === undefined ? row.url : row.endpoint.url,
        endpoint: row.endpoint === undefined ? null : readEndpoint(row.endpoint, hasAddresses),
    }));
}
function readEndpoint(endpoint, hasAddresses) {
    const kind = KINDS.get(endpoint.kind);
    if (kind === undefined)
        return null;
    return {
        kind,
        auth: AUTHS.get(endpoint.auth) ?? null,
        address: hasAddresses ? endpoint.address : "",
        requestTimeoutSeconds: endpoint.requestTimeoutSeconds,
    };
}
//# sourceMappingURL=read-services.js.map
/** Host and port of the first service that has an address. */
export function serviceAddressOf(services) {
    const url = services.find((service) => service.url !== "")?.url;
    return url === undefined ? null : url.replace(/^\w+:\/\//, "").replace(/\/$/, "");
}
/** Ports that can be reached from outside; null when there are none. */
export function exposedPortsOf(services) {
    const exposed = services.filter((service) => service.exposed).map(({ port, name }) => ({ port, name }));
    return exposed.length === 0 ? null : exposed;
}
/** Ports with an address. */
export function serviceUrlsOf(services) {
    return services.filter(({ url }) => url !== "").map(({ port, name, url }) => ({ port, name, url }));
}
/** Ports with an `https` address whose access and limit are known. */
export function httpsEndpointsOf(services) {
    return services.flatMap(({ port, name, url, endpoint }) => {
        if (endpoint?.kind !== "https" || endpoint.auth === null || endpoint.requestTimeoutSeconds <= 0)
            return [];
        const { auth, requestTimeoutSeconds } = endpoint;
        return [{ port, name, kind: "https", auth, url, requestTimeoutSeconds }];
    });
}
/** Ports that end their own encryption and have an address. */
export function passthroughsOf(services) {
    return services.flatMap(({ port, name, endpoint }) => {
        if (endpoint?.kind !== "tls_passthrough" || endpoint.address === "")
            return [];
        return [{ port, name, kind: "tls_passthrough", address: endpoint.address }];
    });
}
/** The services of a new report with the addresses that an earlier one told, as long as the rows are there. */
export function withKnownAddresses(services, earlier) {
    return services.map((service) => {
        const { endpoint } = service;
        if (endpoint?.kind !== "tls_passthrough" || endpoint.address !== "")
            return service;
        const known = earlier.find(({ port, name }) => port === service.port && name === service.name)?.endpoint;
        if (known?.kind !== "tls_passthrough")
            return service;
        return { ...service, endpoint: { ...endpoint, address: known.address } };
    });
}
//# sourceMappingURL=service-views.js.map
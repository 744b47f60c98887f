import type { ReportedService } from "../transport/index.js";

/** A port that can be reached from outside. */
export interface ExposedPort {
  /** From 1 to 65535. */
  readonly port: number;
  /** Empty when it has none. */
  readonly name: string;
}

/** Where a port is reached. */
export interface ServiceUrl extends ExposedPort {
  /** For example `https://name.example.com`, or host and port. */
  readonly url: string;
}

/** An `https` address of a port. */
export interface HttpsEndpointStatus extends ServiceUrl {
  /** Tells this kind of endpoint from the others. */
  readonly kind: "https";
  /** Who may use it. */
  readonly auth: "open" | "share_token";
  /** Limit of one request in seconds. */
  readonly requestTimeoutSeconds: number;
}

/** The address of a port that ends its own encryption. */
export interface TlsPassthroughEndpointStatus extends ExposedPort {
  /** Tells this kind of endpoint from the others. */
  readonly kind: "tls_passthrough";
  /** Host and port; the host is the name in the certificate. */
  readonly address: string;
}

/** Host and port of the first service that has an address. */
export function serviceAddressOf(services: readonly ReportedService[]): string | null {
  const url = services.find((service) => service.url !== "")?.url;
  return url === undefined ? null : url.replace(/^\w+:\/\//, "").replace(/\/$/, "");
}

/** Ports that can be reached from outside; null when there are none. */
export function exposedPortsOf(services: readonly ReportedService[]): readonly ExposedPort[] | null {
  const exposed = services.filter((service) => service.exposed).map(({ port, name }) => ({ port, name }));
  return exposed.length === 0 ? null : exposed;
}

/** Ports with an address. */
export function serviceUrlsOf(services: readonly ReportedService[]): readonly ServiceUrl[] {
  return services.filter(({ url }) => url !== "").map(({ port, name, url }) => ({ port, name, url }));
}

/** Ports with an `https` address whose access and limit are known. */
export function httpsEndpointsOf(services: readonly ReportedService[]): readonly HttpsEndpointStatus[] {
  return services.flatMap(({ port, name, url, endpoint }) => {
    if (endpoint?.kind !== "https" || endpoint.auth === null || endpoint.requestTimeoutSeconds <= 0)
      return [];
    const { auth, requestTimeoutSeconds } = endpoint;
    return [{ port, name, kind: "https", auth, url, requestTimeoutSeconds }];
  });
}

/** Ports that end their own encryption and have an address. */
export function passthroughsOf(
  services: readonly ReportedService[],
): readonly TlsPassthroughEndpointStatus[] {
  return services.flatMap(({ port, name, endpoint }) => {
    if (endpoint?.kind !== "tls_passthrough" || endpoint.address === "") return [];
    return [{ port, name, kind: "tls_passthrough", address: endpoint.address }];
  });
}

/** The services of a new report with the addresses that an earlier one told, as long as the rows are there. */
export function withKnownAddresses(
  services: readonly ReportedService[],
  earlier: readonly ReportedService[],
): readonly ReportedService[] {
  return services.map((service) => {
    const { endpoint } = service;
    if (endpoint?.kind !== "tls_passthrough" || endpoint.address !== "") return service;
    const known = earlier.find(({ port, name }) => port === service.port && name === service.name)?.endpoint;
    if (known?.kind !== "tls_passthrough") return service;
    return { ...service, endpoint: { ...endpoint, address: known.address } };
  });
}

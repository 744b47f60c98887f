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
    readonly kind: "https";
    /** Who may use it. */
    readonly auth: "open" | "share_token";
    /** Limit of one request in seconds. */
    readonly requestTimeoutSeconds: number;
}
/** The address of a port that ends its own encryption. */
export interface TlsPassthroughEndpointStatus extends ExposedPort {
    readonly kind: "tls_passthrough";
    /** Host and port; the host is the name in the certificate. */
    readonly address: string;
}
/** Host and port of the first service that has an address. */
export declare function serviceAddressOf(services: readonly ReportedService[]): string | null;
/** Ports that can be reached from outside; null when there are none. */
export declare function exposedPortsOf(services: readonly ReportedService[]): readonly ExposedPort[] | null;
/** Ports with an address. */
export declare function serviceUrlsOf(services: readonly ReportedService[]): readonly ServiceUrl[];
/** Ports with an `https` address whose access and limit are known. */
export declare function httpsEndpointsOf(services: readonly ReportedService[]): readonly HttpsEndpointStatus[];
/** Ports that end their own encryption and have an address. */
export declare function passthroughsOf(services: readonly ReportedService[]): readonly TlsPassthroughEndpointStatus[];
/** The services of a new report with the addresses that an earlier one told, as long as the rows are there. */
export declare function withKnownAddresses(services: readonly ReportedService[], earlier: readonly ReportedService[]): readonly ReportedService[];
//# sourceMappingURL=service-views.d.ts.map
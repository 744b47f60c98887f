/** A port of a sandbox and who may reach it. */
export interface Service {
    /** From 1 to 65535. */
    readonly port: number;
    /** A label. Default: none. */
    readonly name?: string | undefined;
    /** Default: the server's, TCP. */
    readonly protocol?: "tcp" | "udp" | "sctp" | undefined;
    /** Default: nobody outside the sandbox. */
    readonly visibility?: "public" | "private" | "custom" | undefined;
    /** An address of its own; needs visibility `public` and TCP. */
    readonly endpoint?: Endpoint | undefined;
}
/** The address that a service asks for. */
export interface Endpoint {
    /** `https` ends encryption before the sandbox, `tls_passthrough` in it. */
    readonly kind: "https" | "tls_passthrough";
    /** Who may use an `https` address; required there, absent otherwise. */
    readonly auth?: "open" | undefined;
    /** Limit of one `https` request in whole seconds, from 15 to 900; 0 for the server's default. */
    readonly requestTimeoutSeconds?: number | undefined;
}
/** Checks and copies; empty when absent. */
export declare function readServices(value: unknown): readonly Service[];
//# sourceMappingURL=services.d.ts.map
/** Environment variables, usually those of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;
/** Which server is talked to. */
export type ServerAddress = 
/** The user's own server on this machine, started when nobody listens. */
{
    readonly kind: "embedded";
} | {
    readonly kind: "unix";
    readonly url: string;
    readonly path: string;
} | {
    readonly kind: "tcp";
    /** Without trailing slash; equal for equal servers. */
    readonly url: string;
    readonly host: string;
    readonly port: number;
    /** Encrypted for https, plain text for http. */
    readonly tls: boolean;
};
/** The places an address can come from, strongest first. */
export interface AddressSources {
    /** The `baseUrl` argument. */
    readonly explicit?: string | undefined;
    readonly environment: Environment;
    /** The `baseUrl` of the defaults. */
    readonly defaults?: string | undefined;
}
/**
 * Chooses the server: the argument, else `CWSANDBOX_BASE_URL`, else the defaults, else, when
 * `CWSANDBOX_API_KEY` is set, the documented address, else the embedded server. Empty texts count as absent.
 *
 * @throws CWSandboxValidationError for an address that cannot be used, naming where it came from.
 */
export declare function resolveServerAddress(sources: AddressSources): ServerAddress;
//# sourceMappingURL=server-address.d.ts.map
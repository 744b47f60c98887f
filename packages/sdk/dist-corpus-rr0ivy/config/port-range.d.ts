/** A port, or all ports from one to another. */
export interface PortRange {
    /** The first, from 1 to 65535. */
    readonly port: number;
    /** The last. Default: only the first. */
    readonly endPort?: number | undefined;
    /** `TCP`, `UDP` or `SCTP`. Default: the server's, TCP. */
    readonly protocol?: string | undefined;
}
/** Ports as users write them: a number alone, or an object. */
export type PortRangeInput = number | PortRange;
/** Refuses anything but a port number. */
export declare function readPortNumber(field: string, value: unknown): number;
/** Checks and copies. */
export declare function readPortRange(field: string, value: unknown): PortRange;
//# sourceMappingURL=port-range.d.ts.map
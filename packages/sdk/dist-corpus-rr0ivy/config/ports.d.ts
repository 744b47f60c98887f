/** A port that the container listens on. */
export interface PortMapping {
    /** From 1 to 65535. */
    readonly containerPort: number;
    /** A name for people, for example `http`. */
    readonly name?: string | undefined;
    /** Default: the server's, TCP. */
    readonly protocol?: "tcp" | "udp" | "sctp" | undefined;
}
/** Checks and copies; empty when absent. */
export declare function readPorts(value: unknown): readonly PortMapping[];
/** A bucket that appears as a directory. */
export interface S3Mount {
    /** Name of the bucket. */
    readonly bucket: string;
    /** Directory in the bucket; empty for all of it. */
    readonly directory: string;
    /** Where it appears in the sandbox. */
    readonly mountPath: string;
}
/** Checks and copies; undefined when absent. */
export declare function readS3Mount(value: unknown): S3Mount | undefined;
//# sourceMappingURL=ports.d.ts.map
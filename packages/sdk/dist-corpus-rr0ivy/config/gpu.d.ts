/** The graphics processors of a sandbox; never overcommitted, so the same on both sides. */
export interface GpuOptions {
    /** How many, 1 or more. */
    readonly count?: number | undefined;
    /** Model name, for example `A100`. */
    readonly type?: string | undefined;
    /** Memory of each in gigabytes, 1 or more. */
    readonly memoryGb?: number | undefined;
}
/** Ways to ask for graphics processors: a count, or an object; `memory_gb` is accepted for `memoryGb`. */
export type GpuInput = number | (GpuOptions & {
    /** Another spelling of `memoryGb`. */
    readonly memory_gb?: number | undefined;
});
/** Checks and copies; an empty object counts as absent. */
export declare function readGpu(value: unknown): GpuOptions | undefined;
//# sourceMappingURL=gpu.d.ts.map
import { type GpuInput, type GpuOptions } from "./gpu.js";
/** Amounts of processor and memory as quantity texts, for example `{ cpu: "500m", memory: "1Gi" }`. */
export interface ResourceAmounts {
    /** Processors: `"1"` for one, `"500m"` for half of one. */
    readonly cpu?: string | undefined;
    /** Memory: a number of bytes, or with a unit such as `"512Mi"` or `"1Gi"`. */
    readonly memory?: string | undefined;
}
/** What a sandbox is given. With one side only, that side counts for both. */
export interface ResourceOptions {
    /** What is reserved. */
    readonly requests?: ResourceAmounts | undefined;
    /** What cannot be exceeded; never below the request. */
    readonly limits?: ResourceAmounts | undefined;
    /** Graphics processors. Default: none. */
    readonly gpu?: GpuOptions | undefined;
}
/** Accepted wherever resources are given: the full form, or the flat form with the same amounts on both sides. */
export type ResourceInput = (Omit<ResourceOptions, "gpu"> & ResourceGpuInput) | (ResourceAmounts & ResourceGpuInput);
/** The graphics processors in either form of {@link ResourceInput}. */
export interface ResourceGpuInput {
    /** A count, or what they must be. Default: none. */
    readonly gpu?: GpuInput | undefined;
}
/**
 * Checks resources and gives the full form with both sides filled. Texts stay as they were written. Undefined
 * when absent or when all parts are empty.
 *
 * @throws CWSandboxValidationError that names the member, its value and the rule.
 */
export declare function readResources(value: unknown): ResourceOptions | undefined;
//# sourceMappingURL=resources.d.ts.map
/**
 * A number of bytes for people, in powers of 1024 with one decimal: `16.0 GiB`; below 1024 `17 B`.
 *
 * @throws CWSandboxValidationError for what is no number from 0 up.
 */
export declare function formatBytes(bytes: number): string;
/**
 * Thousandths of a processor for people, as processors with one decimal: `0.5 vCPU` for 500.
 *
 * @throws CWSandboxValidationError for what is no number from 0 up.
 */
export declare function formatCpu(millicores: number): string;
//# sourceMappingURL=format.d.ts.map
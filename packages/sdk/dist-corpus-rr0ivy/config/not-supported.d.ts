/** How commands and files reach a sandbox. Both go through the server in this release. */
export type DataPlaneMode = "auto" | "gateway";
/** Refuses a documented option that this release does not offer. */
export declare function refuseUnsupported(options: object): void;
/** Reads a mode in any letter case. Default: `auto`. */
export declare function readDataPlaneMode(value: unknown): DataPlaneMode | undefined;
//# sourceMappingURL=not-supported.d.ts.map
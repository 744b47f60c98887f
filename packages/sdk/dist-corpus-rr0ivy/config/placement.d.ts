/** Where sandboxes run: in the managed pool, in the caller's own cluster, or where the server likes. */
export type PlacementMode = "unspecified" | "serverless" | "cks";
/** Whether a create that finds no place is tried once more elsewhere. */
export type PlacementSpillover = "strict" | "cks_then_serverless" | "serverless_then_cks";
/** Where one create looks for a place. */
export interface Placement {
    readonly mode: PlacementMode;
    /** Allowed runners; only with the mode `cks`. */
    readonly runnerIds: readonly string[];
}
/** Where a sandbox may be placed, in this order. */
export interface PlacementPlan {
    readonly first: Placement;
    /** Where to try again when the first has no place; null for nowhere. */
    readonly second: Placement | null;
}
/** Reads a mode in any letter case; undefined when absent. */
export declare function readPlacementMode(value: unknown): PlacementMode | undefined;
/** Reads a spillover in any letter case; undefined when absent. */
export declare function readPlacementSpillover(value: unknown): PlacementSpillover | undefined;
/** What the caller and the defaults say about the place of a sandbox. */
export interface PlacementChoice {
    readonly mode: PlacementMode | undefined;
    readonly spillover: PlacementSpillover;
    readonly runnerIds: readonly string[];
}
/**
 * Makes a plan: runner ids imply the caller's own cluster, and a spillover names the first mode by itself.
 *
 * @throws CWSandboxValidationError when the three contradict one another.
 */
export declare function planPlacement({ mode, spillover, runnerIds, }: PlacementChoice): PlacementPlan;
//# sourceMappingURL=placement.d.ts.map
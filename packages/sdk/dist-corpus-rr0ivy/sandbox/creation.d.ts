import type { Placement, PlacementPlan } from "../config/index.js";
/** What one create is told besides the configuration. */
export interface CreateAttempt {
    /** Makes repetitions harmless. */
    readonly requestId: string;
    readonly placement: Placement;
}
/**
 * Where the creates of one object look for a place, and the ids they go under. The same id goes with the same
 * place, over repeated starts too, so that a second start can never make a second sandbox.
 */
export declare class Creation {
    #private;
    constructor(plan: PlacementPlan);
    /** Creates, and once more in the other place when the first has none and that is allowed. */
    run<Result>(create: (attempt: CreateAttempt) => Promise<Result>): Promise<Result>;
}
//# sourceMappingURL=creation.d.ts.map
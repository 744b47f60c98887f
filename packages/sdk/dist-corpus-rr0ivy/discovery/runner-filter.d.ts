import type { Profile, RunnerReport, RunnersRequest } from "../transport/index.js";
import { type ListRunnersOptions } from "./options.js";
/** A checked listing: what the server filters, and what is left to do here. */
export interface RunnerFilter {
    readonly request: RunnersRequest;
    /** Smallest free amounts that are good enough; absent ones do not matter. */
    readonly atLeast: {
        readonly availableCpuMillicores: number | undefined;
        readonly availableMemoryBytes: number | undefined;
        readonly availableGpuCount: number | undefined;
    };
    readonly profileName: string | undefined;
    readonly modes: ModeFilter;
    /** The given options that cannot be judged without profiles, by name. */
    readonly needsProfiles: readonly string[];
}
/** Modes that a profile must offer; absent ones do not matter. */
export interface ModeFilter {
    readonly serviceExposureMode: string | undefined;
    readonly egressMode: string | undefined;
}
/**
 * Checks the options of a listing of runners.
 *
 * @throws CWSandboxValidationError for an option that can never work.
 */
export declare function readRunnerFilter(options: ListRunnersOptions): RunnerFilter;
/** The modes of a listing of runners or profiles. */
export declare function readModes(options: {
    readonly serviceExposureMode?: unknown;
    readonly egressMode?: unknown;
}): ModeFilter;
/** Text that filters; an empty one counts as absent, as on the wire. */
export declare function textOption<Name extends string>(options: Readonly<Partial<Record<Name, unknown>>>, name: Name): string | undefined;
/** Whether a profile offers every mode that was asked for. */
export declare function offersModes(profile: Profile, { serviceExposureMode, egressMode }: ModeFilter): boolean;
/** Whether enough is free; a runner without live amounts never has enough. */
export declare function hasEnough({ resources }: RunnerReport, { atLeast }: RunnerFilter): boolean;
//# sourceMappingURL=runner-filter.d.ts.map
import { checkKnownKeys, isAbsent, optionalText, refusal, show } from "../config/index.js";
import type { Profile, RunnerReport, RunnersRequest, ServiceVisibility } from "../transport/index.js";
import { LIST_RUNNERS_KEYS, type ListRunnersOptions } from "./options.js";

const VISIBILITIES: readonly ServiceVisibility[] = ["public", "private", "custom"];

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
export function readRunnerFilter(options: ListRunnersOptions): RunnerFilter {
  checkKnownKeys(options, LIST_RUNNERS_KEYS, "listRunners()");
  const atLeast = {
    availableCpuMillicores: optionalAmount(options, "minAvailableCpuMillicores"),
    availableMemoryBytes: optionalAmount(options, "minAvailableMemoryBytes"),
    availableGpuCount: optionalAmount(options, "minAvailableGpuCount"),
  };
  const profileName = textOption(options, "profileName");
  const modes = readModes(options);
  const given = { profileName, ...modes };
  return {
    request: {
      runnerGroupId: textOption(options, "runnerGroupId") ?? "",
      gpuType: textOption(options, "gpuType") ?? "",
      architecture: textOption(options, "architecture") ?? "",
      healthyOnly: flag(options, "healthyOnly"),
      serviceVisibility: readVisibility(options.serviceVisibility),
      includeResources:
        flag(options, "includeResources") || Object.values(atLeast).some((amount) => amount !== undefined),
    },
    atLeast,
    profileName,
    modes,
    needsProfiles: Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  };
}

/** The modes of a listing of runners or profiles. */
export function readModes(options: {
  readonly serviceExposureMode?: unknown;
  readonly egressMode?: unknown;
}): ModeFilter {
  return {
    serviceExposureMode: textOption(options, "serviceExposureMode"),
    egressMode: textOption(options, "egressMode"),
  };
}

/** Text that filters; an empty one counts as absent, as on the wire. */
export function textOption<Name extends string>(
  options: Readonly<Partial<Record<Name, unknown>>>,
  name: Name,
): string | undefined {
  return optionalText(name, options[name]) || undefined;
}

/** Whether a profile offers every mode that was asked for. */
export function offersModes(profile: Profile, { serviceExposureMode, egressMode }: ModeFilter): boolean {
  return offers(profile.serviceExposureModes, serviceExposureMode) && offers(profile.egressModes, egressMode);
}

function offers(modes: readonly { readonly name: string }[], wanted: string | undefined): boolean {
  return wanted === undefined || modes.some(({ name }) => name === wanted);
}

/** Whether enough is free; a runner without live amounts never has enough. */
export function hasEnough({ resources }: RunnerReport, { atLeast }: RunnerFilter): boolean {
  return (["availableCpuMillicores", "availableMemoryBytes", "availableGpuCount"] as const).every((name) => {
    const wanted = atLeast[name];
    return wanted === undefined || (resources !== null && resources[name] >= wanted);
  });
}

function flag(options: ListRunnersOptions, name: "healthyOnly" | "includeResources"): boolean {
  const value: unknown = options[name];
  if (isAbsent(value)) return false;
  if (typeof value === "boolean") return value;
  throw refusal(name, `must be true or false, but is ${show(value)}.`);
}

function optionalAmount(
  options: ListRunnersOptions,
  name: "minAvailableCpuMillicores" | "minAvailableMemoryBytes" | "minAvailableGpuCount",
): number | undefined {
  const value: unknown = options[name];
  if (isAbsent(value)) return undefined;
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw refusal(name, `must be a finite number, 0 or more, but is ${show(value)}.`);
}

function readVisibility(value: unknown): ServiceVisibility | undefined {
  if (isAbsent(value)) return undefined;
  const known = VISIBILITIES.find((name) => name === value);
  if (known !== undefined) return known;
  throw refusal("serviceVisibility", `must be one of ${VISIBILITIES.join(", ")}, but is ${show(value)}.`);
}

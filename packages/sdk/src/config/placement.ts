import { optionalChoiceInAnyCase, refusal } from "./check.js";

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

const MODES: readonly PlacementMode[] = ["unspecified", "serverless", "cks"];
const SPILLOVERS: readonly PlacementSpillover[] = ["strict", "cks_then_serverless", "serverless_then_cks"];

/** Reads a mode in any letter case; undefined when absent. */
export function readPlacementMode(value: unknown): PlacementMode | undefined {
  return optionalChoiceInAnyCase("placementMode", value, MODES);
}

/** Reads a spillover in any letter case; undefined when absent. */
export function readPlacementSpillover(value: unknown): PlacementSpillover | undefined {
  return optionalChoiceInAnyCase("placementSpillover", value, SPILLOVERS);
}

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
export function planPlacement({
  mode = "unspecified",
  spillover,
  runnerIds,
}: PlacementChoice): PlacementPlan {
  if (runnerIds.length > 0 && mode === "serverless") {
    throw refusal(
      "placementMode",
      'is "serverless", which excludes runnerIds: only "cks" has runners to name.',
    );
  }
  if (spillover === "strict") return { first: place(mode, runnerIds), second: null };
  const [first, second] = ORDER[spillover];
  if (mode !== "unspecified" && mode !== first) {
    throw refusal(
      "placementMode",
      `is "${mode}", but the placementSpillover ${spillover} begins with "${first}".`,
    );
  }
  if (runnerIds.length > 0 && first === "serverless") {
    throw refusal(
      "placementSpillover",
      `is "${spillover}", which excludes runnerIds. Use cks_then_serverless.`,
    );
  }
  return { first: place(first, runnerIds), second: place(second, []) };
}

const ORDER = {
  cks_then_serverless: ["cks", "serverless"],
  serverless_then_cks: ["serverless", "cks"],
} as const satisfies Record<string, readonly [PlacementMode, PlacementMode]>;

function place(mode: PlacementMode, runnerIds: readonly string[]): Placement {
  return Object.freeze({ mode: runnerIds.length > 0 ? "cks" : mode, runnerIds });
}

import { EngineError } from "@cwsandbox/engine";

import type { IdRange } from "../runtime/index.js";

const FIRST_ID = 524_288;
const LAST_ID = 1_879_048_191;
const RANGE_SIZE = 65_536;
const RANGE_COUNT = Math.floor((LAST_ID - FIRST_ID + 1) / RANGE_SIZE);
const SINGLE: IdRange = { first: 0, count: 1 };

/** Hands out the host ids that users inside a sandbox are mapped to. */
export interface IdRanges {
  /** A range that no live sandbox has. @throws EngineError `exhausted` when there is none. */
  readonly reserve: () => IdRange;
  /** Marks the range of a sandbox that was found again. */
  readonly claim: (range: IdRange) => void;
  readonly release: (range: IdRange) => void;
}

/** `private`: 65,536 ids for each sandbox, above those of people and services; `single`: all share the only one there is. */
export function createIdRanges(kind: "private" | "single"): IdRanges {
  if (kind === "single") {
    return { reserve: () => SINGLE, claim: () => {}, release: () => {} };
  }
  const used = new Set<number>();
  let next = 0;
  return {
    reserve() {
      for (let tried = 0; tried < RANGE_COUNT; tried += 1) {
        const first = FIRST_ID + next * RANGE_SIZE;
        next = (next + 1) % RANGE_COUNT;
        if (!used.has(first)) {
          used.add(first);
          return { first, count: RANGE_SIZE };
        }
      }
      throw new EngineError("exhausted", `All ${RANGE_COUNT} user id ranges are in use; stop some sandboxes`);
    },
    claim: ({ first }) => void used.add(first),
    release: ({ first }) => void used.delete(first),
  };
}

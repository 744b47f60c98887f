import { toPlainData } from "./plain-data.js";

/** The value, when JSON can tell it exactly; otherwise nothing. */
export function fromJsonOrNothing(value: unknown): unknown {
  try {
    return toPlainData(value).specials.length === 0 ? value : undefined;
  } catch {
    return undefined;
  }
}

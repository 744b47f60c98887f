import { writeFrame } from "./frame.js";
import { NotPlainError, toPlainData } from "./plain-data.js";
import { NotCarriedError, type Shipped, toStructuredData } from "./structured/index.js";

/** Tells the function's value as the parts of a frame. */
export type TellResult = (value: unknown) => readonly Uint8Array[];

/** Result of a call in JSON mode. */
export function jsonResult(value: unknown): readonly Uint8Array[] {
  const data = toPlainData(value);
  const hasUndefined = data.specials.some(([, special]) => special === "undefined");
  return writeFrame({ outcome: "value", ...data }, { undefinedAsNull: hasUndefined });
}

/** Result of a call in STRUCTURED mode; it may be of classes that the call brought along. */
export function structuredResult(shipped: Shipped): TellResult {
  return (value) => {
    const { attachments, ...data } = toStructuredData(value, shipped);
    return writeFrame({ outcome: "structured", ...data }, { attachments });
  };
}

/** Why a value cannot be told, or null for every other failure. */
export function unserializableText(error: unknown): string | null {
  if (error instanceof NotPlainError) return `return value is not JSON-serializable: ${error.message}`;
  return error instanceof NotCarriedError ? `return value cannot be serialized: ${error.message}` : null;
}

import { CWSandboxValidationError } from "../errors/index.js";

/**
 * How arguments and results of remote functions travel. Captured variables always travel in full, whatever
 * is chosen here.
 */
export const Serialization = {
  /** Basic values only: text, numbers, booleans, null, lists, objects. The default. */
  JSON: "json",
  /** The rich mode of JavaScript functions. */
  STRUCTURED: "structured",
  /** The rich mode of Python functions. */
  PICKLE: "pickle",
} as const;

/**
 * Checks the mode of a JavaScript function.
 *
 * @throws CWSandboxValidationError for anything but JSON, with the way out.
 */
export function checkSerialization(mode: unknown): typeof Serialization.JSON {
  if (mode === undefined || mode === Serialization.JSON) return Serialization.JSON;
  const field = "serialization";
  if (mode === Serialization.PICKLE) {
    throw new CWSandboxValidationError(
      "serialization: PICKLE is for Python functions; the rich mode of JavaScript functions is Serialization.STRUCTURED.",
      { field },
    );
  }
  if (mode === Serialization.STRUCTURED) {
    throw new CWSandboxValidationError(
      "serialization: STRUCTURED is not available yet; use Serialization.JSON for arguments and result. " +
        "Captured variables travel in full already.",
      { field },
    );
  }
  throw new CWSandboxValidationError(
    `serialization: unknown mode ${JSON.stringify(mode)}; use Serialization.JSON.`,
    { field },
  );
}

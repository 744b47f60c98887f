import { EngineError } from "@cwsandbox/engine";
import { errorCode } from "../host/index.js";

/** Refuses an archive; the text says which part of it and what is wrong there. */
export function refuseArchive(part: string, problem: string, cause?: unknown): EngineError {
  return new EngineError("invalid", `Cannot import the image: ${part} ${problem}.`, {
    field: "content",
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Refuses a reference; the text shows it and says what would be one. */
export function refuseReference(reference: string, problem: string): EngineError {
  const text = `The image reference ${JSON.stringify(reference)} ${problem}.`;
  return new EngineError("invalid", text, { field: "reference" });
}

/** Puts whatever stopped an import into the engine's words; what is in them already stays as it is. */
export function toImportError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    const text =
      "Cannot import the image: no space is left where the server keeps its state. Free some and retry.";
    return new EngineError("exhausted", text, { cause: error });
  }
  const text = error instanceof Error ? error.message : String(error);
  return new EngineError("internal", `Cannot import the image: ${text}`, { cause: error });
}

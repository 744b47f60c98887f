import { EngineError } from "@cwsandbox/engine";
import { type BuiltinImage, type BuiltinSources, prepareBuiltin } from "../builtin/index.js";
import { imageDirectoryOf } from "./store-state.js";

/** The builtin image, or why there is none: a host that cannot have it still has the images it imports. */
export async function loadBuiltin(
  directory: string,
  workDirectory: string,
  sources: BuiltinSources | (() => Promise<BuiltinSources>),
): Promise<BuiltinImage | EngineError> {
  try {
    return await prepareBuiltin(typeof sources === "function" ? await sources() : sources, {
      workDirectory,
      imageDirectory: (digest) => imageDirectoryOf(directory, digest),
    });
  } catch (error) {
    if (error instanceof EngineError) return error;
    const text = error instanceof Error ? error.message : String(error);
    return new EngineError("unsupported", `The image "builtin" cannot be made here: ${text}`, {
      cause: error,
    });
  }
}

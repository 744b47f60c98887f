import type * as Esbuild from "esbuild";
import { FunctionSerializationError } from "../errors/index.js";

/** The bundler, or an error that says how to get it: it is only needed for functions that use packages. */
export async function loadBundler(packageNames: readonly string[]): Promise<typeof Esbuild> {
  try {
    return await import("esbuild");
  } catch (error) {
    const names = packageNames.map((name) => `"${name}"`).join(", ");
    throw new FunctionSerializationError(
      `The function uses ${names === "" ? "files that it loads" : `code of ${names}`}, which is sent along by esbuild, ` +
        "and esbuild could not be loaded. Install it (npm install esbuild), or use an image that has the packages " +
        "and name them in the option packages.",
      { cause: error },
    );
  }
}

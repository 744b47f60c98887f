import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EngineError } from "@cwsandbox/engine";
import { asRecord, asText, parseJson } from "../json.js";

/** What the builtin image is made from. */
export interface BuiltinSources {
  /** `/`, or a directory that looks like it. */
  readonly hostRoot: string;
  /** The Node that sandboxes run, whatever runs the server. */
  readonly node: { readonly binary: string; readonly version: string };
}

/**
 * This host, and the Node binary that was installed for its architecture.
 * @throws EngineError `unsupported` when there is no such binary; the text says how to get it.
 */
export async function hostBuiltinSources(): Promise<BuiltinSources> {
  const name = `node-linux-${process.arch}`;
  const manifest = resolveManifest(name);
  const version = asText(asRecord(parseJson(await readFile(manifest, "utf8")))?.["version"]);
  if (version === undefined)
    throw new EngineError("unsupported", `The package ${name} has no version: install it again.`);
  return { hostRoot: "/", node: { binary: join(dirname(manifest), "bin", "node"), version } };
}

function resolveManifest(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(`${name}/package.json`);
  } catch (error) {
    const text =
      `The image "builtin" needs the package ${name}, which is not installed. ` +
      "Install with optional dependencies on x64 or arm64 Linux, or import an image and use that.";
    throw new EngineError("unsupported", text, { cause: error });
  }
}

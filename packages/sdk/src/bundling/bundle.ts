import { resolve } from "node:path";
import type { BuildOptions, BuildResult, Message } from "esbuild";
import { type BundledReference, packageOf, referenceKey, refuse, type Trail } from "../capture/index.js";
import { entryText } from "./entry-text.js";
import { loadBundler } from "./load-bundler.js";
import { NATIVE_ADDON, referencePlugin } from "./reference-plugin.js";

/** What a captured function uses of packages. */
export interface BundleRequest {
  readonly bundled: readonly BundledReference[];
  /** Files of the caller that travel in another way, or have a state here. */
  readonly files: ReadonlySet<string>;
}

interface Bundle {
  readonly text: Uint8Array;
  /** The files it was made of. */
  readonly inputs: readonly string[];
}

/** A program uses few combinations; one that makes them without end must not fill memory. */
const MAX_CACHED_BUNDLES = 64;
const cache = new Map<string, Promise<Bundle>>();

/**
 * Puts what a function uses of packages into one program text, in which every module exists once. The same
 * references give the same text as long as the process lives.
 *
 * @throws FunctionSerializationError when something cannot be sent along, by the variable that leads to it.
 */
export async function bundleReferences(request: BundleRequest): Promise<Uint8Array> {
  const key = request.bundled.map(({ name, reference }) => `${name} ${referenceKey(reference)}`).join("\n");
  let bundle = cache.get(key);
  if (bundle === undefined) {
    if (cache.size >= MAX_CACHED_BUNDLES) cache.clear();
    bundle = build(request.bundled);
    cache.set(key, bundle);
    bundle.catch(() => cache.delete(key));
  }
  const { text, inputs } = await bundle;
  refuseSecondCopies(inputs, request);
  return text;
}

async function build(references: readonly BundledReference[]): Promise<Bundle> {
  const bundler = await loadBundler(references.flatMap(({ reference }) => reference.packageName ?? []));
  const options = buildOptions(references);
  let built: BuildResult<typeof options>;
  try {
    built = await bundler.build(options);
  } catch (error) {
    return refuseFailure(error, references);
  }
  const [output] = built.outputFiles;
  if (output === undefined) throw new TypeError("The bundler made nothing.");
  return { text: output.contents, inputs: Object.keys(built.metafile.inputs).map((path) => resolve(path)) };
}

function buildOptions(references: readonly BundledReference[]) {
  return {
    // The ending decides how modules of the older kind are imported: as Node does it.
    stdin: { contents: entryText(references), sourcefile: "cwsandbox-packages.mjs", loader: "js" },
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "cjs",
    // Nothing but what Node itself looks at.
    conditions: [],
    mainFields: ["main"],
    keepNames: true,
    logLevel: "silent",
    plugins: [referencePlugin(references)],
  } satisfies BuildOptions;
}

function refuseFailure(error: unknown, references: readonly BundledReference[]): never {
  const [message] = messagesOf(error);
  if (message === undefined) throw error;
  const from = importerOf(message);
  const packageName = from === null ? null : packageOf({ url: from });
  const guilty = references.find(({ reference }) => reference.packageName === packageName) ?? references[0];
  if (guilty === undefined) throw error;
  const name = packageName ?? guilty.reference.packageName ?? guilty.reference.specifier;
  const image = `use an image that has the package and name it in the option packages: ["${guilty.reference.packageName ?? name}"]`;
  if (message.text === NATIVE_ADDON) {
    refuse(guilty.trail, `code of the package "${name}", which is compiled for this machine: ${image}`);
  }
  const place = message.location === null ? "" : ` in ${message.location.file}:${message.location.line}`;
  return refuse(
    guilty.trail,
    `code of "${name}", which cannot be sent along (${message.text}${place}): ${image}`,
  );
}

function messagesOf(error: unknown): readonly Message[] {
  if (typeof error !== "object" || error === null || !("errors" in error)) return [];
  return Array.isArray(error.errors) ? error.errors : [];
}

function importerOf({ detail, location }: Message): string | null {
  if (typeof detail === "object" && detail !== null && "importer" in detail) return String(detail.importer);
  return location === null ? null : resolve(location.file);
}

/** Two copies of a file would have two sets of variables, where the caller has one. */
function refuseSecondCopies(inputs: readonly string[], { files, bundled }: BundleRequest): void {
  const doubled = inputs.find((path) => files.has(path) && packageOf({ url: path }) === null);
  if (doubled === undefined) return;
  const trail = trailOfOwnFile(bundled);
  if (trail === null) return;
  refuse(
    trail,
    `a function that loads a file of this machine by its path, and with it ${doubled}, which this program has loaded ` +
      "too, so that there could be two copies of its variables: import it at the top of the file, then it travels along",
  );
}

function trailOfOwnFile(bundled: readonly BundledReference[]): Trail | null {
  return bundled.find(({ reference }) => reference.packageName === null)?.trail ?? null;
}

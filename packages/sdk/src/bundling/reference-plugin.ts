import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type {
  Loader,
  OnLoadArgs,
  OnLoadResult,
  OnResolveArgs,
  OnResolveResult,
  Plugin,
  PluginBuild,
} from "esbuild";
import type { BundledReference } from "../capture/index.js";
import { anchored } from "./anchor.js";
import { REFERENCE_PREFIX } from "./entry-text.js";

/** Packages that exist to load compiled code. */
const ADDON_LOADERS =
  /^(?:bindings|node-gyp-build|node-gyp-build-optional-packages|@mapbox\/node-pre-gyp|node-pre-gyp|prebuild-install|@napi-rs\/.*)$/;

/** Text by which the failure is recognised. */
export const NATIVE_ADDON = "cwsandbox: native addon";

/** Resolves references from where the caller's code stands, refuses compiled code, and tells files their place. */
export function referencePlugin(references: readonly BundledReference[]): Plugin {
  return {
    name: "cwsandbox",
    setup: (build) => {
      build.onResolve({ filter: new RegExp(`^${REFERENCE_PREFIX}`) }, async (args) =>
        resolveReference(build, references, args),
      );
      build.onResolve({ filter: /\.node$/ }, refuseAddon);
      build.onResolve({ filter: ADDON_LOADERS }, refuseAddon);
      build.onLoad({ filter: /\.(?:[cm]?[jt]sx?)$/, namespace: "file" }, loadFile);
    },
  };
}

async function resolveReference(
  build: PluginBuild,
  references: readonly BundledReference[],
  { path, kind }: OnResolveArgs,
): Promise<OnResolveResult> {
  const found = references[Number(path.slice(REFERENCE_PREFIX.length))];
  if (found === undefined) return { errors: [{ text: "an unknown reference" }] };
  const { specifier, directory } = found.reference;
  return build.resolve(specifier, { resolveDir: directory, kind });
}

function refuseAddon({ path, importer }: OnResolveArgs): OnResolveResult {
  return { errors: [{ text: NATIVE_ADDON, detail: { path, importer } }] };
}

const LOADERS: Readonly<Record<string, Loader>> = { ".ts": "ts", ".tsx": "tsx", ".jsx": "jsx" };

async function loadFile({ path }: OnLoadArgs): Promise<OnLoadResult | null> {
  const text = await readFile(path, "utf8");
  const contents = anchored(text, path);
  if (contents === text) return null;
  return { contents, loader: LOADERS[extname(path).replace(/[cm](?=[jt]s)/u, "")] ?? "js" };
}

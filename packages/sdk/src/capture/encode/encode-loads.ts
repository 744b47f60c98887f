import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Builder, nodeValue, type Value, refuse, type Trail } from "../payload/index.js";
import type { ModuleLoad } from "../source/index.js";
import { fileOf, importedFile, isLinkedPackage, packageNameOf } from "../packages/index.js";
import { bundledName } from "./references.js";
import { findPackage, loadedFiles, type Script } from "../engine/index.js";

interface Loading {
  readonly script: Script;
  readonly trail: Trail;
  readonly loads: readonly ModuleLoad[];
}

/** Encodes what `import()` or `require` gives inside a function: modules sent along, others from the image. */
export function encodeLoader(builder: Builder, loading: Loading, how: ModuleLoad["how"]): Value {
  const specifiers = new Set(
    loading.loads.filter((load) => load.how === how).map(({ specifier }) => specifier),
  );
  const modules = [...specifiers].flatMap((specifier) => {
    const name = nameOfModule(builder, loading, { how, specifier });
    return name === null ? [] : [[specifier, name] as const];
  });
  return nodeValue(builder.nodes.push({ kind: "loader", how, modules }) - 1);
}

/** The name of a module that is sent along; null for one that the sandbox must have. */
function nameOfModule(
  builder: Builder,
  { script, trail }: Loading,
  { how, specifier }: ModuleLoad,
): string | null {
  if (isBuiltin(specifier)) return null;
  const file = fileOf(script);
  const directory = file === null ? null : dirname(file);
  const lazy = { how, path: [], isLazy: true } as const;
  const found = directory === null ? null : findPackage(directory, specifier);
  if (directory !== null && found !== null) {
    const isOfImage = found.packageName !== null && builder.options.packages.includes(found.packageName);
    return isOfImage ? null : bundledName(builder, { ...found, ...lazy, directory }, trail);
  }
  const name = packageNameOf(specifier);
  if (name !== null && (directory === null || !isLinkedPackage(directory, name))) return null;
  if (directory === null || (name === null && !isFreshFile(builder, directory, specifier))) {
    refuse(
      trail,
      `a function that loads a file of this machine by its path ("${specifier}") which this program has loaded too, ` +
        "so that there could be two copies of its variables: import it at the top of the file, then it travels along",
    );
  }
  return bundledName(builder, { packageName: null, specifier, directory, ...lazy }, trail);
}

/** A file that this program has loaded has a state, which a second copy would not have. */
function isFreshFile(builder: Builder, directory: string, specifier: string): boolean {
  if (specifier.startsWith("#")) return true;
  const named = specifier.startsWith("file:") ? fileURLToPath(specifier) : importedFile(directory, specifier);
  const path = named ?? resolve(directory, specifier);
  const source = path.replace(/\.([cm]?)js(x?)$/u, ".$1ts$2");
  const candidates = [path, source, `${path}.js`, `${path}.cjs`, `${path}.ts`, `${path}/index.js`];
  const files = candidates.filter((candidate) => existsSync(candidate));
  const loaded = loadedFiles(builder.reader);
  return files.length > 0 && !files.some((candidate) => loaded.has(candidate));
}

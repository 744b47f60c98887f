import { isObject } from "./builtins.js";
import type { Graph } from "./graph.js";
import { importFromImage, requireFromImage } from "./image-modules.js";
import type { ImportedNode, LoaderNode } from "./payload.js";

/** Finds what a module exports: one that came with the call, or one of the image. */
export function resolveImported({ specifier, how, path }: ImportedNode, graph: Graph): unknown {
  let current = specifier === undefined ? graph.bundle() : graph.imageModules.get(`${how} ${specifier}`);
  for (const name of path) current = isObject(current) ? Reflect.get(current, name) : undefined;
  if (current === undefined) {
    throw new Error(
      specifier === undefined
        ? `Something that a package exports in the caller's program is missing when the package is loaded anew.`
        : `The function uses ${path.join(".")} of "${specifier}", which the package in this sandbox does not export. ` +
            "Use an image that has the version of the caller.",
    );
  }
  return current;
}

/** The `import()` or `require` of a function: modules that came with the call, then those of the image. */
export function makeLoader({ how, modules }: LoaderNode, graph: Graph): unknown {
  const names = new Map(modules);
  const loaderOf = (specifier: string): (() => unknown) | null => {
    const name = names.get(specifier);
    const bundle = name === undefined ? null : graph.bundle();
    const load: unknown = isObject(bundle) ? Reflect.get(bundle, name ?? "") : null;
    return typeof load === "function" ? () => Reflect.apply(load, undefined, []) : null;
  };
  if (how === "import") {
    return async (specifier: unknown): Promise<unknown> => {
      const load = loaderOf(String(specifier));
      return load === null ? importFromImage(String(specifier)) : load();
    };
  }
  return (specifier: string): unknown => (loaderOf(specifier) ?? (() => requireFromImage(specifier)))();
}

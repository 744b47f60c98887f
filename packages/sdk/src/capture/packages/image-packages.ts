import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import type { PackageReference } from "./package-reference.js";

/**
 * The name under which another installation of a package has the same module: what the caller's code says, or the
 * public name of a file inside the package. Null when the package does not offer that file.
 */
export function imageSpecifier({ packageName, specifier, directory }: PackageReference): string | null {
  if (packageName === null) return null;
  if (!specifier.startsWith(sep)) return specifier;
  const marker = join("node_modules", packageName) + sep;
  const root = specifier.slice(0, specifier.lastIndexOf(marker) + marker.length);
  const inner = relative(root, specifier).replaceAll(sep, "/");
  const end =
    subpathByExports(root, `./${inner}`) ?? subpathByFiles({ packageName, directory }, specifier, inner);
  return end === null ? null : packageName + end;
}

/** Which subpath of the package's `exports` leads to a file, by whatever condition. */
function subpathByExports(root: string, file: string): string | null {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const exported: unknown = Reflect.get(Object(manifest), "exports");
  if (exported === undefined || exported === null) return null;
  const isTable = Object.keys(Object(exported)).some((key) => key.startsWith("."));
  for (const [key, target] of isTable ? Object.entries(Object(exported)) : [[".", exported] as const]) {
    for (const pattern of targetsOf(target)) {
      const filled = match(pattern, file);
      if (filled !== null) return key.replace("*", filled).slice(1);
    }
  }
  return null;
}

function targetsOf(target: unknown): string[] {
  if (typeof target === "string") return [target];
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(targetsOf) : [];
}

/** What stands for the star of a pattern; empty for a pattern without one that is the file. */
function match(pattern: string, file: string): string | null {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === file ? "" : null;
  const isMatch = file.length >= pattern.length && file.startsWith(before) && file.endsWith(after);
  return isMatch ? file.slice(before.length, file.length - after.length) : null;
}

/** A package without `exports` offers all its files. */
function subpathByFiles(
  { packageName, directory }: { readonly packageName: string; readonly directory: string },
  file: string,
  inner: string,
): string | null {
  const require = createRequire(join(directory, "package.json"));
  const ends = ["", `/${inner.replace(/(?:\/index)?\.[cm]?js$/u, "")}`, `/${inner}`];
  return ends.find((end) => resolves(require, `${packageName}${end}`, file)) ?? null;
}

function resolves(require: NodeJS.Require, name: string, file: string): boolean {
  try {
    return require.resolve(name) === file;
  } catch {
    return false;
  }
}

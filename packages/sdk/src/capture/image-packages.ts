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
  const require = createRequire(join(directory, "package.json"));
  const marker = join("node_modules", packageName) + sep;
  const root = specifier.slice(0, specifier.lastIndexOf(marker) + marker.length);
  const inner = relative(root, specifier).replaceAll(sep, "/");
  const candidates = ["", `/${inner.replace(/(?:\/index)?\.[cm]?js$/u, "")}`, `/${inner}`];
  const found = candidates.find((end) => resolves(require, `${packageName}${end}`, specifier));
  return found === undefined ? null : `${packageName}${found}`;
}

function resolves(require: NodeJS.Require, name: string, file: string): boolean {
  try {
    return require.resolve(name) === file;
  } catch {
    return false;
  }
}

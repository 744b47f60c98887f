import { existsSync, realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const INSTALLED = `${sep}node_modules${sep}`;

/** Name of the package that an import names, or null for files, modules of Node and `#` names. */
export function packageNameOf(specifier: string): string | null {
  if (/^(?:[./#]|[a-z][a-z0-9+.-]*:)/iu.test(specifier) || isBuiltin(specifier)) return null;
  return /^(?:@[^/]+\/)?[^/]+/u.exec(specifier)?.[0] ?? null;
}

/**
 * Whether a name leads from a directory to an installed package. One that is linked to a folder elsewhere, as
 * the packages of a workspace are, is the caller's own code.
 */
export function isInstalledPackage(directory: string, name: string): boolean {
  const key = `${directory}\0${name}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const found = findPackage(directory, name);
  const answer = found !== null && realpathSync(found).includes(INSTALLED);
  if (answers.size >= MAX_CACHED_ANSWERS) answers.clear();
  answers.set(key, answer);
  return answer;
}

/** Whether a name leads to a package that is linked to a folder elsewhere: the caller's own code. */
export function isLinkedPackage(directory: string, name: string): boolean {
  return findPackage(directory, name) !== null && !isInstalledPackage(directory, name);
}

const answers = new Map<string, boolean>();
const MAX_CACHED_ANSWERS = 4096;

/** Where a package lies that a name leads to from a directory, whatever links lead there; null where there is none. */
export function placeOfPackage(directory: string, name: string): string | null {
  const found = findPackage(directory, name);
  return found === null ? null : realpathSync(found);
}

function findPackage(directory: string, name: string): string | null {
  for (let at = directory; ; at = dirname(at)) {
    const candidate = join(at, "node_modules", name);
    if (existsSync(candidate)) return candidate;
    if (at === dirname(at)) return null;
  }
}

/**
 * The file that a path in an import means. Test runners write paths from the root of the project, which is one of
 * the directories above the importing file.
 */
export function importedFile(directory: string, specifier: string): string | null {
  const path = specifier.replace(/^\/@fs(?=\/)/u, "").replace(/\?.*$/u, "");
  if (!path.startsWith("/")) return null;
  if (existsSync(path)) return path;
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, path))) return join(at, path);
    if (at === dirname(at)) return null;
  }
}

/** The file that a script came from, or null for code that was made at run time. */
export function fileOf({ url }: { readonly url: string }): string | null {
  if (url.startsWith("/")) return url.replace(/\?.*$/u, "");
  if (!url.startsWith("file:")) return null;
  try {
    return fileURLToPath(url.replace(/\?.*$/u, ""));
  } catch {
    return null;
  }
}

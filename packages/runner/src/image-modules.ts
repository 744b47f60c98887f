import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import * as vm from "node:vm";
import type { ImageModule } from "./payload.js";

/** Modules of the image by how they are loaded and their name. */
export type ImageModules = ReadonlyMap<string, unknown>;

/** Loads modules ahead, because loading them takes a turn. */
export async function loadImageModules(wanted: readonly ImageModule[]): Promise<ImageModules> {
  const loaded = new Map<string, unknown>();
  for (const { specifier, how } of wanted) {
    const module = how === "import" ? await importFromImage(specifier) : requireFromImage(specifier);
    loaded.set(`${how} ${specifier}`, module);
  }
  return loaded;
}

/** `require` as in a program of the image: from the working directory first, then where images keep packages. */
export function requireFromImage(specifier: string): unknown {
  const missing: unknown[] = [];
  for (const base of bases()) {
    try {
      const module: unknown = createRequire(base)(specifier);
      return module;
    } catch (error) {
      if (!isMissing(error, specifier)) throw error;
      missing.push(error);
    }
  }
  throw missing[0];
}

/** The same for `import()`. */
export async function importFromImage(specifier: string): Promise<unknown> {
  const missing: unknown[] = [];
  for (const base of bases()) {
    try {
      return await importer(base)(specifier);
    } catch (error) {
      if (!isMissing(error, specifier)) throw error;
      missing.push(error);
    }
  }
  throw missing[0];
}

/** Whether the module itself is missing, and not something that it needs. */
function isMissing(error: unknown, specifier: string): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const name = /^(?:@[^/]+\/)?[^/]+/u.exec(specifier)?.[0] ?? specifier;
  return (
    (error.code === "MODULE_NOT_FOUND" || error.code === "ERR_MODULE_NOT_FOUND") &&
    error.message.includes(`'${name}`)
  );
}

type Importer = (specifier: string) => Promise<unknown>;

/** Imports as a file at this place would; older versions of Node only know the place of this program. */
function importer(filename: string): Importer {
  const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  if (importModuleDynamically === undefined) return async (specifier) => import(specifier);
  const script = new vm.Script("(specifier) => import(specifier)", { filename, importModuleDynamically });
  const made: unknown = script.runInThisContext();
  if (typeof made !== "function") throw new Error("Modules cannot be imported here.");
  return async (specifier) => {
    const module: unknown = await Reflect.apply(made, undefined, [specifier]);
    return module;
  };
}

/** Files that need not exist, in the directories whose packages count. */
function bases(): string[] {
  const beside = join(dirname(process.execPath), "../lib");
  const directories = [process.cwd(), homedir(), "/", beside, "/usr/local/lib", "/usr/lib"];
  return directories.map((directory) => join(directory, "cwsandbox.js"));
}

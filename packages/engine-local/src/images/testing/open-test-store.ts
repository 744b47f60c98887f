import { chmod, mkdir, mkdtemp, readdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EngineError } from "@cwsandbox/engine";
import type { BuiltinSources } from "../builtin/index.js";
import type { ImportLimits } from "../limits.js";
import { type LocalImageStore, openImageStore, removeTree } from "../store/index.js";
import { inPieces } from "./make-archives.js";

/** A store in a directory of its own, over a host that is made up. */
export interface TestStore extends AsyncDisposable {
  readonly base: string;
  readonly directory: string;
  readonly builtin: BuiltinSources;
  readonly store: LocalImageStore;
  /** Opens the same directory as the next server would. */
  readonly reopen: () => Promise<LocalImageStore>;
  /** Imports, and says where the files of the image are. */
  readonly rootOf: (archive: Uint8Array, reference?: string) => Promise<string>;
  /** Names in the store's directory that come from imports, and whatever is half-made. */
  readonly leftovers: () => Promise<readonly string[]>;
}

export async function openTestStore(limits: Partial<ImportLimits> = {}): Promise<TestStore> {
  const base = await mkdtemp(join(tmpdir(), "images-"));
  const directory = join(base, "state/images");
  const builtin = await makeHost(base);
  const reopen = (): Promise<LocalImageStore> => openImageStore({ directory, builtin, limits });
  const store = await reopen();
  const first = new Set(await readdir(directory));
  return {
    base,
    directory,
    builtin,
    store,
    reopen,
    async rootOf(archive, reference = "app") {
      await store.import({ reference, content: inPieces(archive) });
      return (await store.resolve(reference)).rootDirectory;
    },
    async leftovers() {
      const added = (await readdir(directory)).filter((name) => !first.has(name));
      return [...added, ...(await readdir(join(directory, "tmp")))].sort();
    },
    async [Symbol.asyncDispose]() {
      await removeTree(base);
    },
  };
}

/** The error of work that must fail with one. */
export async function failureOf(work: Promise<unknown>): Promise<EngineError> {
  const result = await work.then(
    () => "nothing was thrown",
    (error: unknown) => error,
  );
  if (result instanceof EngineError) return result;
  throw new Error(`an EngineError was expected, not ${String(result)}`, { cause: result });
}

/** A host with `/usr` merged, Python, and things that must not be shown. */
async function makeHost(base: string): Promise<BuiltinSources> {
  const hostRoot = join(base, "host");
  for (const directory of [
    "usr/bin",
    "usr/lib",
    "usr/local/bin",
    "usr/src",
    "etc/ssl/certs",
    "etc/ssl/private",
    "home",
  ]) {
    await mkdir(join(hostRoot, directory), { recursive: true });
  }
  for (const name of ["bin", "lib"]) await symlink(`usr/${name}`, join(hostRoot, name));
  for (const file of ["usr/bin/python3", "etc/ld.so.cache", "etc/shadow"])
    await writeFile(join(hostRoot, file), file);
  const binary = join(base, "node");
  await writeFile(binary, "node of the test");
  await chmod(binary, 0o755);
  return { hostRoot, node: { binary, version: "24.0.0" } };
}

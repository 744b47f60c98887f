import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A copy of a program's source, to be compiled where it is. */
export interface Sources extends AsyncDisposable {
  readonly directory: string;
  /** The file with the cases, without its ending. */
  readonly entry: string;
}

export interface SourcesOptions {
  /** The directory to copy. */
  readonly from: string;
  /** Where the copy is made, so that the packages it imports are found above it. */
  readonly below: string;
  readonly entry: string;
}

/** What a project cannot have as it lies here: packages and links to them. */
interface Layout {
  readonly copies?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

const HERE = fileURLToPath(new URL("../../../src/capture/corpus/", import.meta.url));

/** The corpus, where the packages of the SDK are found. */
export const CORPUS_SOURCES: SourcesOptions = {
  from: join(HERE, "cases"),
  below: fileURLToPath(new URL("../../../", import.meta.url)),
  entry: "corpus.test-support",
};

/** Programs as people write them. */
export const PROJECTS = [
  "agent",
  "aliases",
  "evaluation",
  "handlers",
  "libraries",
  "observables",
  "pipeline",
  "services",
  "workspace",
] as const;

type Project = (typeof PROJECTS)[number];

export const USING_LIBRARIES: ReadonlySet<Project> = new Set([
  "libraries",
  "observables",
  "services",
] as const);

/** @param below - Where the libraries that some of them use are installed. */
export function projectSources(name: Project, below: string): SourcesOptions {
  return { from: join(HERE, "projects", name), below, entry: "main" };
}

export async function copySources({ from, below, entry }: SourcesOptions): Promise<Sources> {
  const directory = await mkdtemp(join(below, "dist-corpus-"));
  const remove = async (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await cp(from, directory, { recursive: true });
    await configure(directory, entry);
    await makeLayout(directory);
    return { directory, entry, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** For programs without a configuration of their own. */
async function configure(directory: string, entry: string): Promise<void> {
  const config = join(directory, "tsconfig.json");
  if (existsSync(config)) return;
  const compilerOptions = { module: "NodeNext", target: "ES2022", sourceMap: true, types: [], noCheck: true };
  await writeFile(config, JSON.stringify({ compilerOptions, files: [`${entry}.ts`] }));
}

async function makeLayout(directory: string): Promise<void> {
  const { copies = {}, links = {} }: Layout = await readJson(join(directory, "layout.json"));
  for (const [from, to] of Object.entries(copies)) {
    await cp(join(directory, from), join(directory, to), { recursive: true });
  }
  for (const [at, target] of Object.entries(links)) {
    const link = join(directory, at);
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(link), join(directory, target)), link);
  }
}

/** Says of which kind the `.js` files are. */
export async function setModuleType(directory: string, type: "module" | "commonjs"): Promise<void> {
  const manifest = join(directory, "package.json");
  await writeFile(manifest, JSON.stringify({ ...(await readJson(manifest)), type }));
}

/** The content of a file, or an empty object when there is none. */
export async function readJson(file: string): Promise<object> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return Object(JSON.parse(text));
}

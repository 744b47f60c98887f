import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { transform } from "@swc/core";
import { build, type BuildOptions } from "esbuild";
import { CORPUS } from "./cases/corpus.test-support.js";

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL("../../../", import.meta.url));
const CASES = fileURLToPath(new URL("./cases/", import.meta.url));
const ROOT = join(PACKAGE, "../..");
const MAX_OUTPUT_BYTES = 10_000_000;

/** What a program says when every case of the corpus behaves the same. */
export const ALL_FINE = `${CORPUS.length} of ${CORPUS.length} the same`;

/** The corpus made by different toolchains, in a directory of its own. */
export interface Toolchains extends AsyncDisposable {
  /** Runs a corpus, by default as the compiler made it, and gives the differences and the count. */
  run(options?: RunOptions): Promise<string>;
  /** One file, as a bundler makes it. */
  bundle(name: string, options: BuildOptions): Promise<string>;
  /** CommonJS files, one by one. */
  commonJs(): Promise<string>;
  readonly tsx: string;
}

export interface RunOptions {
  readonly corpus?: string;
  /** The Node of the caller. */
  readonly caller?: string;
  /** The Node that stands in for a sandbox. */
  readonly sandbox?: string;
  readonly arguments?: readonly string[];
  /** Only every case of that many. */
  readonly step?: number;
  /** Whether functions are captured several times first. */
  readonly again?: boolean;
}

const NODE_PACKAGE = `node-${process.platform}-${process.arch}`;

/** The Node that sandboxes run: the local engine's copy. */
export function sandboxNode(): string {
  return nodeOf(join(ROOT, "packages/engine-local"));
}

/** Packages that are installed for as long as they are needed; the repository itself has no use for them. */
export interface Installation extends AsyncDisposable {
  readonly directory: string;
}

export async function install(specifier: string): Promise<Installation> {
  const directory = await mkdtemp(join(tmpdir(), "cwsandbox-toolchain-"));
  const remove = async (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await run("npm", ["install", "--no-fund", "--no-audit", "--prefix", directory, specifier]);
    return { directory, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Another Node. */
export async function installNode(version: string): Promise<Installation & { readonly path: string }> {
  const installation = await install(`${NODE_PACKAGE}@${version}`);
  return { ...installation, path: nodeOf(installation.directory) };
}

function nodeOf(directory: string): string {
  return createRequire(join(directory, "package.json")).resolve(`${NODE_PACKAGE}/bin/node`);
}

/** Compiles the corpus and the program that runs it. */
export async function openToolchains(): Promise<Toolchains> {
  // Inside the package, so that its dependencies are found.
  const output = await mkdtemp(join(PACKAGE, "dist-corpus-"));
  const require = createRequire(join(ROOT, "package.json"));
  const compiler = join(require.resolve("typescript/package.json"), "../bin/tsc");
  const options = "--noCheck --incremental false --composite false".split(" ");
  await run(process.execPath, [compiler, "-p", PACKAGE, "--outDir", output, ...options]);
  const program = join(output, "capture/corpus/program.test-support.js");
  return {
    tsx: require.resolve("tsx"),
    run: async ({
      corpus,
      caller = process.execPath,
      sandbox = sandboxNode(),
      arguments: more = [],
      step = 1,
      again = false,
    } = {}) => {
      const args = [...more, program, "--node", sandbox, "--step", String(step)];
      if (again) args.push("--again");
      if (corpus !== undefined) args.push("--corpus", corpus);
      const { stdout } = await run(caller, args, { maxBuffer: MAX_OUTPUT_BYTES });
      return stdout;
    },
    bundle: async (name, given) => bundle(join(output, name), given),
    commonJs: async () => toCommonJs(join(output, "commonjs")),
    [Symbol.asyncDispose]: async () => rm(output, { recursive: true, force: true }),
  };
}

async function bundle(outfile: string, options: BuildOptions): Promise<string> {
  await build({
    entryPoints: [join(CASES, "corpus.test-support.ts")],
    outfile,
    bundle: true,
    platform: "node",
    packages: "external",
    logLevel: "silent",
    ...options,
  });
  return pathToFileURL(outfile).href;
}

async function toCommonJs(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "package.json"), '{"type":"commonjs"}');
  for (const name of await readdir(CASES)) {
    const { code } = await transform(await readFile(join(CASES, name), "utf8"), {
      filename: join(CASES, name),
      module: { type: "commonjs", ignoreDynamic: true },
      jsc: { parser: { syntax: "typescript" }, target: "es2022" },
      sourceMaps: "inline",
    });
    await writeFile(join(directory, name.replace(/ts$/u, "js")), code);
  }
  return pathToFileURL(join(directory, "corpus.test-support.js")).href;
}

/** The corpus as its authors wrote it. */
export const SOURCE_CORPUS = pathToFileURL(join(CASES, "corpus.test-support.ts")).href;

import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "@swc/core";
import { build, type BuildOptions } from "esbuild";
import { readJson, setModuleType, type Sources } from "./sources.test-support.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** What a toolchain made of a program. */
export interface Made {
  /** The module with the cases. */
  readonly file: string;
  /** What Node is started with. */
  readonly nodeArguments?: readonly string[];
}

export interface Toolchain {
  readonly name: string;
  /** Compiles a program where it is. */
  readonly make: (sources: Sources) => Promise<Made>;
}

/** What people turn their TypeScript into JavaScript with. */
export const TOOLCHAINS: readonly Toolchain[] = [
  { name: "tsc, ES modules", make: async (sources) => compile(sources, "module") },
  { name: "tsc, CommonJS", make: async (sources) => compile(sources, "commonjs") },
  { name: "tsc, ES2015", make: async (sources) => compile(sources, "module", "ES2015") },
  { name: "tsx", make: loadWithTsx },
  { name: "swc, ES modules", make: async (sources) => compileWithSwc(sources, "module") },
  { name: "swc, CommonJS", make: async (sources) => compileWithSwc(sources, "commonjs") },
  { name: "esbuild", make: bundler({ format: "esm" }) },
  { name: "esbuild, CommonJS", make: bundler({ format: "cjs" }) },
  { name: "esbuild, minified", make: bundler({ format: "esm", minify: true }) },
  {
    name: "esbuild, minified, keepNames",
    make: bundler({ format: "esm", minify: true, keepNames: true }),
  },
  { name: "esbuild, minified, CommonJS", make: bundler({ format: "cjs", minify: true }) },
];

type ModuleType = "module" | "commonjs";

async function compile({ directory, entry }: Sources, type: ModuleType, target = "ES2022"): Promise<Made> {
  await setModuleType(directory, type);
  await setTarget(directory, target);
  const compiler = join(require.resolve("typescript/package.json"), "../bin/tsc");
  await run(process.execPath, [compiler, "-b", directory]);
  return { file: join(directory, `${entry}.js`) };
}

async function loadWithTsx({ directory, entry }: Sources): Promise<Made> {
  await setModuleType(directory, "module");
  return { file: join(directory, `${entry}.ts`), nodeArguments: ["--import", require.resolve("tsx")] };
}

async function compileWithSwc({ directory, entry }: Sources, type: ModuleType): Promise<Made> {
  await setModuleType(directory, type);
  const { experimentalDecorators: legacyDecorator = false } = await readCompilerOptions(directory);
  for (const name of await readdir(directory, { recursive: true })) {
    const filename = join(directory, name);
    if (!name.endsWith(".ts") || name.includes("node_modules")) continue;
    const { code } = await transform(await readFile(filename, "utf8"), {
      filename,
      module: type === "module" ? { type: "nodenext" } : { type: "commonjs", ignoreDynamic: true },
      jsc: {
        parser: { syntax: "typescript", decorators: true },
        transform: { legacyDecorator, decoratorMetadata: legacyDecorator },
        target: "es2022",
      },
      sourceMaps: "inline",
    });
    await writeFile(filename.replace(/ts$/u, "js"), code);
  }
  return { file: join(directory, `${entry}.js`) };
}

async function setTarget(directory: string, target: string): Promise<void> {
  const config = join(directory, "tsconfig.json");
  const compilerOptions = { ...(await readCompilerOptions(directory)), target };
  await writeFile(config, JSON.stringify({ ...(await readJson(config)), compilerOptions }));
}

async function readCompilerOptions(
  directory: string,
): Promise<{ readonly experimentalDecorators?: boolean }> {
  return Object(Reflect.get(await readJson(join(directory, "tsconfig.json")), "compilerOptions"));
}

/** Everything but packages in one file. */
function bundler(options: BuildOptions): Toolchain["make"] {
  return async ({ directory, entry }) => {
    const file = join(directory, options.format === "cjs" ? "bundle.cjs" : "bundle.mjs");
    await build({
      entryPoints: [join(directory, `${entry}.ts`)],
      outfile: file,
      bundle: true,
      platform: "node",
      packages: "external",
      target: "es2022",
      sourcemap: true,
      logLevel: "silent",
      ...options,
    });
    return { file };
  };
}

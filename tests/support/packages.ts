import { execFile } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const execute = promisify(execFile);

/** What a user installs for remote servers only. */
export const CLIENT_PACKAGES = ["sdk", "wire", "runner"];
/** What a user installs to run sandboxes on the own machine. */
export const ALL_PACKAGES = [...CLIENT_PACKAGES, "cli", "server", "engine", "engine-local"];

/** A package as `npm publish` would send it. */
export interface PackedPackage {
  readonly folder: string;
  readonly archive: string;
  readonly files: readonly string[];
}

/** Packs packages of the repository into a directory. */
export async function pack(folders: readonly string[], directory: string): Promise<PackedPackage[]> {
  return Promise.all(
    folders.map(async (folder) => {
      const words = ["pack", "--json", "--ignore-scripts", "--pack-destination", directory];
      const { stdout } = await execute("npm", words, { cwd: path.join(repository, "packages", folder) });
      const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
      const files = packed.files.map((file) => file.path);
      return { folder, archive: path.join(directory, packed.filename), files };
    }),
  );
}

/** A project of a user, outside the repository, with these packages, others, and options of npm. */
export async function makeConsumer(
  directory: string,
  packages: readonly PackedPackage[],
  words: readonly string[] = [],
): Promise<void> {
  await mkdir(directory);
  await writeFile(path.join(directory, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const archives = packages.map(({ archive }) => archive);
  const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  await execute("npm", ["install", ...quietly, ...archives, ...words], { cwd: directory });
}

/** Copies the type tests, which use the whole API, into a project of a user. */
export async function copyTypeTests(directory: string): Promise<void> {
  await cp(path.join(repository, "tests/types"), path.join(directory, "types"), { recursive: true });
}

/** Compiles the project of a user; an empty list when all is well, else what the compiler says. */
export async function compile(
  directory: string,
  compiler: string,
  options: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const config = {
    compilerOptions: { strict: true, skipLibCheck: false, noEmit: true, target: "ES2022", ...options },
    include: ["types"],
  };
  await writeFile(path.join(directory, "tsconfig.json"), JSON.stringify(config));
  const script = path.join(repository, compiler, "bin/tsc");
  return execute(process.execPath, [script, "-p", directory]).then(
    () => [],
    (error: Error & { readonly stdout: string }) => error.stdout.trim().split("\n"),
  );
}

/** How a program of a user ended. */
export interface ConsumerEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node in the project of a user, as one without any server configured but for these variables. */
export async function runNode(
  directory: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ConsumerEnd> {
  const { CWSANDBOX_BASE_URL: _, CWSANDBOX_API_KEY: __, ...inherited } = process.env;
  const env = { ...inherited, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [...words], { cwd: directory, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Packages that are installed for as long as they are needed; the repository itself has no use for them. */
export interface Installation extends AsyncDisposable {
  readonly directory: string;
}

export async function install(...specifiers: readonly string[]): Promise<Installation> {
  const directory = await mkdtemp(join(tmpdir(), "cwsandbox-toolchain-"));
  const remove = async (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await run("npm", ["install", "--no-fund", "--no-audit", "--prefix", directory, ...specifiers]);
    return { directory, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A Node to run programs with. */
export interface NodeProgram extends AsyncDisposable {
  readonly path: string;
}

const NODE_PACKAGE = `node-${process.platform}-${process.arch}`;
const NODE_VERSIONS = { 20: "20.20.2", 22: "22.23.3" };
const ENGINE = fileURLToPath(new URL("../../../../engine-local/", import.meta.url));

/** The Node of the sandboxes: the local engine's copy. */
export function sandboxNode(): string {
  return nodeOf(ENGINE);
}

/** The Nodes from which functions are called; the newest is that of the sandboxes. */
export const NODES = [20, 22, 24] as const;

export async function openNode(major: (typeof NODES)[number]): Promise<NodeProgram> {
  const isHere = process.version.startsWith(`v${major}.`);
  const path = isHere ? process.execPath : sandboxNode();
  if (isHere || major === 24) return { path, [Symbol.asyncDispose]: async () => {} };
  const installation = await install(`${NODE_PACKAGE}@${NODE_VERSIONS[major]}`);
  return { ...installation, path: nodeOf(installation.directory) };
}

function nodeOf(directory: string): string {
  return createRequire(join(directory, "package.json")).resolve(`${NODE_PACKAGE}/bin/node`);
}

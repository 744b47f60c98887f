import { createHash } from "node:crypto";
import { lstat, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "@cwsandbox/engine";
import type { BuiltinSources } from "./sources.js";

/** To be raised with every change of what is made for the image, so that old ones are not taken for it. */
const SKELETON_VERSION = 1;
/** Directories that lead into `/usr` on hosts that keep everything there. */
const USR_NAMES = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];
/** What else of the host programs under `/usr` need to run. */
const SHOWN = ["etc/alternatives", "etc/ssl/certs", "etc/ld.so.cache"];
/** Parts of `/usr` that are the host's own business. */
const HIDDEN = ["usr/src", "usr/etc"];

/** What the builtin image consists of on this host. Plain data: its digest names the image. */
export interface BuiltinPlan {
  readonly skeletonVersion: number;
  readonly hostRoot: string;
  readonly nodeVersion: string;
  readonly architecture: string;
  /** Links in the root, name to target. */
  readonly links: Readonly<Record<string, string>>;
  /** Paths of the host that are shown read-only, without the first slash. */
  readonly shown: readonly { readonly path: string; readonly directory: boolean }[];
  /** Paths of the host that an empty directory covers. */
  readonly hidden: readonly string[];
  readonly python: boolean;
  readonly osRelease: boolean;
}

/** Looks at the host. @throws EngineError `unsupported` when it has no `/usr/local`, where Node is put. */
export async function planBuiltin({ hostRoot, node }: BuiltinSources): Promise<BuiltinPlan> {
  if ((await kindOf(join(hostRoot, "usr/local"))) !== "directory") {
    const text =
      'The image "builtin" needs a directory /usr/local on the host: make it with `mkdir /usr/local`.';
    throw new EngineError("unsupported", text);
  }
  const links: Record<string, string> = {};
  const shown = [{ path: "usr", directory: true }];
  for (const name of USR_NAMES) {
    const path = join(hostRoot, name);
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isSymbolicLink() === true) links[name] = await readlink(path);
    else if (stats?.isDirectory() === true) shown.push({ path: name, directory: true });
  }
  for (const path of SHOWN) {
    const kind = await kindOf(join(hostRoot, path));
    if (kind !== undefined) shown.push({ path, directory: kind === "directory" });
  }
  return {
    skeletonVersion: SKELETON_VERSION,
    hostRoot,
    nodeVersion: node.version,
    architecture: process.arch,
    links,
    shown,
    hidden: await existing(hostRoot, HIDDEN),
    python: (await kindOf(join(hostRoot, "usr/bin/python3"))) === "file",
    osRelease: (await kindOf(join(hostRoot, "usr/lib/os-release"))) === "file",
  };
}

/** Names the image that a plan leads to. */
export function digestOfPlan(plan: BuiltinPlan): string {
  return `sha256:${createHash("sha256").update(JSON.stringify(plan)).digest("hex")}`;
}

async function existing(hostRoot: string, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if ((await kindOf(join(hostRoot, path))) === "directory") found.push(path);
  }
  return found;
}

async function kindOf(path: string): Promise<"file" | "directory" | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory() === true) return "directory";
  return stats?.isFile() === true ? "file" : undefined;
}

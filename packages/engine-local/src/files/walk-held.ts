import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open, opendir } from "node:fs/promises";
import { errorCode, heldPath } from "../host/index.js";
import { fileError } from "./file-error.js";
import { isKernelFile } from "./file-system-kind.js";

const DIRECTORY = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
/** One descriptor is held per level. */
export const MAX_DEPTH = 256;
/** Names read from a directory at once. */
const NAMES_AT_ONCE = 256;

/** Something found below a directory. Names and paths are byte strings. */
export interface WalkEntry {
  /** Holds the entry; only good until the next one is asked for. */
  readonly parent: FileHandle;
  readonly name: string;
  /** Below the directory where the walk began, such as `a/b`. */
  readonly path: string;
  readonly stats: Stats;
}

/** How a walk goes down. */
export interface WalkOptions {
  readonly recursive: boolean;
  readonly signal: AbortSignal;
}

/**
 * Everything in a held directory, directories before what is in them. The tree may change meanwhile: links are
 * never followed, what has gone is left out, and the kernel's own trees are not entered.
 */
export async function* walkHeld(
  directory: FileHandle,
  options: WalkOptions,
  prefix = "",
  depth = 1,
): AsyncGenerator<WalkEntry, void> {
  const names = await opendir(latin1(directory), { encoding: "latin1", bufferSize: NAMES_AT_ONCE });
  for await (const { name } of names) {
    options.signal.throwIfAborted();
    const stats = await lstatIfThere(directory, name);
    if (stats === undefined) continue;
    yield { parent: directory, name, path: `${prefix}${name}`, stats };
    if (options.recursive && stats.isDirectory()) {
      if (depth >= MAX_DEPTH) throw fileError("invalid", `${prefix}${name}`, "has too many levels");
      yield* walkBelow(directory, { options, name, path: `${prefix}${name}`, depth });
    }
  }
}

interface Below {
  readonly options: WalkOptions;
  readonly name: string;
  readonly path: string;
  readonly depth: number;
}

async function* walkBelow(
  parent: FileHandle,
  { options, name, path, depth }: Below,
): AsyncGenerator<WalkEntry, void> {
  const held = await openDirectory(parent, name);
  if (held === undefined) return;
  try {
    if (isKernelFile(held)) return;
    yield* walkHeld(held, options, `${path}/`, depth + 1);
  } finally {
    await held.close();
  }
}

/** A directory in a held one; undefined when it has gone, or is something else by now. */
export async function openDirectory(parent: FileHandle, name: string): Promise<FileHandle | undefined> {
  try {
    return await open(heldPath(parent, name), DIRECTORY);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes(errorCode(error) ?? "")) return undefined;
    throw error;
  }
}

async function lstatIfThere(parent: FileHandle, name: string): Promise<Stats | undefined> {
  try {
    return await lstat(heldPath(parent, name));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The types of `opendir` know only text; a held path has no other characters. */
function latin1(handle: FileHandle): string {
  return heldPath(handle).toString("latin1");
}

import { constants, type Stats } from "node:fs";
import { type FileHandle, open, readlink } from "node:fs/promises";

import { errorCode } from "./error-code.js";
import { heldPath } from "./held-path.js";
import { makeHeldDirectory } from "./make-directory.js";

/** Holds a place in the file system without the right to read it; opens neither devices nor FIFOs. */
const O_PATH = 0x20_0000;
const HOLD = O_PATH | constants.O_NOFOLLOW;
/** As many as the kernel follows. */
const MAX_LINKS = 40;
/** Other writers take a name once; who takes it away again each time must not keep us. */
const MAX_LOST_NAMES = 40;
/** One descriptor is held per level, and a hostile tree must not use up all that the server may have. */
const MAX_DEPTH = 256;
const DIRECTORY_MODE = 0o755;

/** Ids on the host that new files and directories get. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface RootedPathOptions {
  /** Whether a symbolic link at the very end is followed. Default: true. */
  readonly followLast?: boolean;
  /** Makes missing directories before the last name, mode 0755; asked with each directory that would get one. */
  readonly makeParents?: { readonly owner: Owner; readonly check: (parent: FileHandle) => Promise<void> };
}

/**
 * A place inside a root directory, held open: whatever happens to names meanwhile, the descriptors stay
 * what was found. Names are byte strings: one character per byte (`latin1`), as file names need not be UTF-8.
 */
export interface RootedPlace extends AsyncDisposable {
  /** Directory that holds the place; the root itself for `/`. Only good for holding, see {@link heldPath}. */
  readonly parent: FileHandle;
  /** Name inside `parent`; `.` for the root itself. */
  readonly name: string;
  /** Path inside the root without any link, such as `/usr/bin/env`. */
  readonly path: string;
  /** What is there; absent when nothing is. */
  readonly found?: { readonly handle: FileHandle; readonly stats: Stats };
}

interface Step {
  readonly handle: FileHandle;
  readonly name: string;
}

interface Walk {
  /** Held directories, the root first. */
  readonly steps: Step[];
  /** Names still to go, the next one last. */
  readonly ahead: string[];
  linksFollowed: number;
  /** How often in a row somebody else took the name of a directory that was to be made. */
  lostNames: number;
  readonly shownPath: string;
}

type Found = NonNullable<RootedPlace["found"]>;

/**
 * Finds a path (a byte string) inside a root directory and never leaves it, even while a hostile process
 * changes the tree: `..` goes back along the way that was come, links are read as text and continue
 * inside the root, and so do the links of procfs.
 *
 * Fails like a file operation, with a `code`: `ENOENT` and `ENOTDIR` on the way, `ELOOP` for more
 * than 40 links, `ENAMETOOLONG` for more than 256 levels. A missing last name is no failure.
 */
export async function openRootedPath(
  rootDirectory: string,
  path: string,
  options: RootedPathOptions = {},
): Promise<RootedPlace> {
  const root = await open(rootDirectory, O_PATH | constants.O_DIRECTORY);
  const walk: Walk = {
    steps: [{ handle: root, name: "." }],
    ahead: path.split("/").toReversed(),
    linksFollowed: 0,
    lostNames: 0,
    shownPath: path,
  };
  try {
    return await walkOn(walk, options);
  } catch (error) {
    await closeAll(walk);
    throw error;
  }
}

async function walkOn(walk: Walk, options: RootedPathOptions): Promise<RootedPlace> {
  for (;;) {
    const name = walk.ahead.pop();
    if (name === undefined) return await placeOfDirectory(walk);
    if (name === "" || name === ".") continue;
    if (name === "..") {
      if (walk.steps.length > 1) await walk.steps.pop()?.handle.close();
      continue;
    }
    const last = walk.ahead.length === 0;
    const found = await hold(top(walk).handle, name);
    if (found === undefined) {
      if (last) return place(walk, name, undefined);
      await makeDirectory(walk, name, options.makeParents);
    } else if (found.stats.isSymbolicLink() && !(last && options.followLast === false)) {
      await found.handle.close();
      await follow(walk, name);
    } else if (last) {
      return place(walk, name, found);
    } else {
      await enter(walk, name, found);
    }
  }
}

async function hold(parent: FileHandle, name: string): Promise<Found | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(heldPath(parent, name), HOLD);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
  try {
    return { handle, stats: await handle.stat() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function enter(walk: Walk, name: string, found: Found): Promise<void> {
  const deep = walk.steps.length >= MAX_DEPTH;
  if (found.stats.isDirectory() && !deep) {
    walk.steps.push({ handle: found.handle, name });
    walk.lostNames = 0;
    return;
  }
  await found.handle.close();
  throw deep ? pathError("ENAMETOOLONG", walk) : pathError("ENOTDIR", walk);
}

/** Exchanges the name ahead for the text of the link; whatever the name is by now, the walk looks again. */
async function follow(walk: Walk, name: string): Promise<void> {
  walk.linksFollowed += 1;
  if (walk.linksFollowed > MAX_LINKS) throw pathError("ELOOP", walk);
  let target: string;
  try {
    target = await readlink(heldPath(top(walk).handle, name), "latin1");
  } catch (error) {
    if (errorCode(error) !== "EINVAL" && errorCode(error) !== "ENOENT") throw error;
    walk.ahead.push(name);
    return;
  }
  if (target.startsWith("/")) {
    for (const step of walk.steps.splice(1)) await step.handle.close();
  }
  walk.ahead.push(...target.split("/").toReversed());
}

async function makeDirectory(
  walk: Walk,
  name: string,
  making: RootedPathOptions["makeParents"],
): Promise<void> {
  if (making === undefined) throw pathError("ENOENT", walk);
  const parent = top(walk).handle;
  await making.check(parent);
  const isMade = await makeHeldDirectory(parent, name, { owner: making.owner, mode: DIRECTORY_MODE });
  if (!isMade) {
    walk.lostNames += 1;
    if (walk.lostNames > MAX_LOST_NAMES) throw pathError("ELOOP", walk);
    walk.ahead.push(name);
    return;
  }
  const found = await hold(parent, name);
  if (found === undefined) throw pathError("ENOENT", walk);
  await enter(walk, name, found);
}

/** The path ended in `/`, `.` or `..`: the place is the directory that was reached. */
async function placeOfDirectory(walk: Walk): Promise<RootedPlace> {
  const here = top(walk);
  const stats = await here.handle.stat();
  if (walk.steps.length > 1) walk.steps.pop();
  return place(walk, here.name, { handle: here.handle, stats });
}

function place(walk: Walk, name: string, found: Found | undefined): RootedPlace {
  const names = walk.steps.slice(1).map((step) => step.name);
  const parent = top(walk).handle;
  return {
    parent,
    name,
    path: `/${[...names, ...(name === "." ? [] : [name])].join("/")}`,
    ...(found === undefined ? {} : { found }),
    async [Symbol.asyncDispose]() {
      if (found !== undefined && found.handle !== parent) await found.handle.close();
      await closeAll(walk);
    },
  };
}

function top(walk: Walk): Step {
  const step = walk.steps.at(-1);
  if (step === undefined) throw new Error("a walk always holds its root");
  return step;
}

async function closeAll(walk: Walk): Promise<void> {
  for (const step of walk.steps.splice(0)) await step.handle.close();
}

function pathError(code: string, walk: Walk): Error {
  return Object.assign(new Error(`${code}: ${walk.shownPath}`), { code });
}

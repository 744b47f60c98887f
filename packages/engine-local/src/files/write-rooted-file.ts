import { constants } from "node:fs";
import { type FileHandle, open, rename, unlink } from "node:fs/promises";
import {
  draftPath,
  heldPath,
  openRootedPath,
  type Owner,
  type RootedPlace,
  toByteString,
} from "../host/index.js";
import { checkPath, fileError, toFileError } from "./file-error.js";
import { refuseKernelFile, refuseMounted } from "./refusals.js";

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** What a new or replaced file looks like. */
interface Appearance extends Owner {
  readonly mode: number;
}

/**
 * Creates or replaces a file inside a root directory that a hostile process may change meanwhile.
 * The content appears at once and as a whole. Missing parent directories are made (0755, `owner`).
 * A replaced file keeps owner and mode, but not set-user-id and set-group-id; a new one gets `owner` and 0644.
 * A link at the end is followed, but never out of the root.
 *
 * @param root Directory such as `/proc/1234/root`.
 * @param path Absolute path inside it.
 * @param owner Ids as the host sees them.
 * @throws EngineError `invalid` for what is no path, `file-is-directory`, `file-permission-denied` (read-only
 *   and kernel file systems, mounted files), `file-io-failed` (not a regular file, no space, …).
 */
export async function writeRootedFile(
  root: string,
  path: string,
  content: Uint8Array,
  owner: Owner,
): Promise<void> {
  checkPath(path);
  try {
    const check = async (parent: FileHandle): Promise<void> => refuseKernelFile(parent, path);
    await using place = await openRootedPath(root, toByteString(path), { makeParents: { owner, check } });
    const appearance = await appearanceOf(place, path, owner);
    await replace(place, content, appearance);
  } catch (error) {
    throw toFileError(error, path);
  }
}

/** Refuses what cannot be replaced; tells how the file shall look. */
async function appearanceOf(place: RootedPlace, path: string, owner: Owner): Promise<Appearance> {
  refuseKernelFile(place.parent, path);
  if (place.found === undefined) return { ...owner, mode: 0o644 };
  const { handle, stats } = place.found;
  if (stats.isDirectory()) throw fileError("file-is-directory", path, "is a directory");
  if (!stats.isFile()) throw fileError("file-io-failed", path, "exists and is not a regular file");
  refuseMounted(place.parent, handle, path);
  return { uid: stats.uid, gid: stats.gid, mode: stats.mode & 0o1777 };
}

async function replace(place: RootedPlace, content: Uint8Array, appearance: Appearance): Promise<void> {
  const temporary = draftPath(place.parent);
  const file = await open(temporary, CREATE, 0o600);
  try {
    try {
      await file.writeFile(content);
      await file.chown(appearance.uid, appearance.gid);
      await file.chmod(appearance.mode);
    } finally {
      await file.close();
    }
    await rename(temporary, heldPath(place.parent, place.name));
  } catch (error) {
    // Also fails when the sandbox has taken the file away or renamed it; nothing is left to us then.
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

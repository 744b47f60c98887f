import { lstatSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigError, type UnixListenConfig } from "../config/index.js";

const OTHERS_BITS = 0o077;

/**
 * Makes sure that nobody else can reach or replace the socket: its folder is a real directory of this user,
 * closed to all others.
 *
 * @throws ConfigError that says what is wrong with the folder.
 */
export function prepareSocketFolder({ path, privateFolder }: UnixListenConfig): void {
  const folder = dirname(path);
  if (!privateFolder) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Whoever was here first may have put anything in our place, so what is there now is looked at.
  const stats = lstatSync(folder);
  if (!stats.isDirectory()) {
    throw new ConfigError(`${folder} is not a directory; remove it, or set XDG_RUNTIME_DIR`);
  }
  const userId = process.getuid?.();
  if (stats.uid !== userId) {
    throw new ConfigError(
      `${folder} belongs to user ${String(stats.uid)}, not to you (${String(userId)}); ` +
        "remove it, or set XDG_RUNTIME_DIR to a directory of yours",
    );
  }
  if ((stats.mode & OTHERS_BITS) !== 0) {
    throw new ConfigError(`${folder} is open to other users; run: chmod 700 ${folder}`);
  }
}

import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { EngineError } from "@cwsandbox/engine";

import { errorCode } from "../host/index.js";

const KEY_SIZE_BYTES = 32;

/**
 * Makes sure that one process at a time uses a state directory. The lock is a socket in the
 * kernel's abstract name space: it goes with its process however that ends, so there is no stale
 * lock to judge. Its name comes from a secret file in the directory, so no other user can take it.
 *
 * @throws EngineError `unavailable` when another process holds it.
 */
export async function lockDirectory(directory: string): Promise<AsyncDisposable> {
  const key = await readOrMakeKey(join(directory, "lock-key"));
  const name = createHash("sha256").update(key).digest("hex").slice(0, 40);
  const server = createServer((socket) => socket.destroy());
  server.listen({ path: `\0cwsandbox-${name}`, exclusive: true });
  try {
    await once(server, "listening");
  } catch (error) {
    if (errorCode(error) !== "EADDRINUSE") {
      throw error;
    }
    const message = `The state directory '${directory}' is in use by another server; stop it or choose another directory`;
    throw new EngineError("unavailable", message, { cause: error });
  }
  server.unref();
  return {
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

/** Two that make it at once agree on one: a link to a whole file appears under the name or it does not. */
async function readOrMakeKey(path: string): Promise<string> {
  const key = randomBytes(KEY_SIZE_BYTES).toString("hex");
  const draft = `${path}.${randomBytes(8).toString("hex")}`;
  await writeFile(draft, key, { flag: "wx", mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if (errorCode(error) !== "EEXIST") {
      throw error;
    }
  } finally {
    await rm(draft);
  }
  return readFile(path, "utf8");
}

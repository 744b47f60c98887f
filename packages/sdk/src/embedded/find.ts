import { checkFolder, embeddedPaths } from "./folder.js";
import { isListening } from "./probe.js";
import { userId } from "./user-id.js";

/** Where the user's own server is or would be. */
export interface EmbeddedServer {
  readonly socket: string;
  readonly log: string;
  readonly isListening: boolean;
}

/**
 * Looks for the user's own server without starting it.
 *
 * @throws SandboxUnavailableError when its folder cannot be trusted.
 */
export async function findEmbeddedServer(): Promise<EmbeddedServer> {
  const uid = userId();
  const { folder, socket, log } = embeddedPaths(process.env, uid);
  await checkFolder(folder, uid);
  return { socket, log, isListening: await isListening(socket) };
}

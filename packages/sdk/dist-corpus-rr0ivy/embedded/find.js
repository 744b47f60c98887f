import { checkFolder, embeddedPaths } from "./folder.js";
import { isListening } from "./probe.js";
import { userId } from "./user-id.js";
/**
 * Looks for the user's own server without starting it.
 *
 * @throws SandboxUnavailableError when its folder cannot be trusted.
 */
export async function findEmbeddedServer() {
    const uid = userId();
    const { folder, socket, log } = embeddedPaths(process.env, uid);
    await checkFolder(folder, uid);
    return { socket, log, isListening: await isListening(socket) };
}
//# sourceMappingURL=find.js.map
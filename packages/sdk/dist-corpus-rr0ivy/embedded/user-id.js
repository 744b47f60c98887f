import { SandboxUnavailableError } from "../errors/index.js";
/**
 * The number of the user this program runs as.
 *
 * @throws SandboxUnavailableError on a system without such numbers, because the server needs Linux.
 */
export function userId() {
    const uid = process.getuid?.();
    if (uid !== undefined)
        return uid;
    throw new SandboxUnavailableError("The embedded server runs on Linux only. Set CWSANDBOX_BASE_URL to the address of a server elsewhere.");
}
//# sourceMappingURL=user-id.js.map
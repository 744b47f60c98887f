import { connect } from "node:net";
import { SandboxUnavailableError } from "../errors/index.js";
const NOBODY_CODES = new Set(["ENOENT", "ECONNREFUSED"]);
/**
 * Whether somebody accepts connections at a socket.
 *
 * @throws SandboxUnavailableError when it cannot be known, for example without permission.
 */
export async function isListening(socketPath) {
    return new Promise((resolve, reject) => {
        const socket = connect(socketPath);
        socket.once("connect", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", (error) => {
            if ("code" in error && typeof error.code === "string" && NOBODY_CODES.has(error.code)) {
                return resolve(false);
            }
            reject(new SandboxUnavailableError(`The embedded server's socket ${socketPath} cannot be used: ${error.message}.`, { cause: error }));
        });
    });
}
//# sourceMappingURL=probe.js.map
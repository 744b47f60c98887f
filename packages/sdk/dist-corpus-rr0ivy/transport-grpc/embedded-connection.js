import { Metadata } from "nice-grpc";
import { ensureEmbeddedServer, untilServerLeft } from "../embedded/index.js";
import { VERSION } from "../version.js";
import { hasFailed, isConnected, openChannel, } from "./connection.js";
/** Longest time the server may take to say who it is. */
const GREETING_TIMEOUT = "10S";
/**
 * The connection to the user's own server. Whenever the channel is not connected, the server is looked for
 * and started if need be, because it leaves by itself after a while without work.
 */
export class EmbeddedConnection {
    address = "the embedded server's socket";
    #open = null;
    #connecting = null;
    clients = async () => {
        if (this.#open !== null && isConnected(this.#open))
            return this.#open.clients;
        this.#connecting ??= this.#connect().finally(() => (this.#connecting = null));
        const open = await this.#connecting;
        return open.clients;
    };
    async #connect() {
        const isFirst = this.#open === null;
        const socketPath = await ensureEmbeddedServer();
        let open = this.#reuseOrReplace(socketPath);
        if (isFirst && (await askOldServerToLeave(open.clients))) {
            open.channel.close();
            this.#open = null;
            await untilServerLeft();
            open = this.#reuseOrReplace(await ensureEmbeddedServer());
        }
        return open;
    }
    #reuseOrReplace(socketPath) {
        if (this.#open !== null && !hasFailed(this.#open))
            return this.#open;
        this.#open?.channel.close();
        this.#open = openChannel(`unix://${socketPath}`);
        return this.#open;
    }
}
/** Asks a server that is older than this package to leave; true when it does so at once. */
async function askOldServerToLeave({ extension, sandboxes }) {
    const options = { metadata: Metadata({ "grpc-timeout": GREETING_TIMEOUT }) };
    try {
        const { serverVersion } = await extension.getCapabilities({}, options);
        if (!isOlder(serverVersion, VERSION))
            return false;
        const { sandboxes: held } = await sandboxes.listSandboxes({}, options);
        if (held.length > 0)
            return false;
        await extension.shutdown({}, options);
        return true;
    }
    catch {
        // Whatever is wrong with this server, the caller's own call will say it with its own words.
        return false;
    }
}
/** Whether a version of three numbers comes before another; one that cannot be read does not. */
export function isOlder(version, than) {
    const [left, right] = [numbers(version), numbers(than)];
    if (left === null || right === null)
        return false;
    for (const [index, number] of left.entries()) {
        const difference = number - (right[index] ?? 0);
        if (difference !== 0)
            return difference < 0;
    }
    return false;
}
function numbers(version) {
    const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
    return match === null ? null : match.slice(1, 4).map(Number);
}
//# sourceMappingURL=embedded-connection.js.map
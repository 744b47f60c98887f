import { Metadata } from "nice-grpc";
import { ensureEmbeddedServer, untilServerLeft } from "../embedded/index.js";
import { VERSION } from "../version.js";
import {
  type Clients,
  type Connection,
  isConnected,
  openChannel,
  type OpenChannel,
  untilConnected,
} from "./connection.js";

/** Longest time the server may take to say who it is. */
const GREETING_TIMEOUT = "10S";

/**
 * The connection to the user's own server. Whenever the channel is not connected, the server is looked for
 * and started if need be, because it leaves by itself after a while without work.
 */
export class EmbeddedConnection implements Connection {
  readonly address = "the embedded server's socket";
  #open: OpenChannel | null = null;
  #connecting: Promise<OpenChannel> | null = null;

  readonly connected = (): Clients | null =>
    this.#open !== null && isConnected(this.#open) ? this.#open.clients : null;

  readonly clients = async (): Promise<Clients> => {
    const connected = this.connected();
    if (connected !== null) return connected;
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = null));
    const open = await this.#connecting;
    return open.clients;
  };

  async #connect(): Promise<OpenChannel> {
    const isFirst = this.#open === null;
    const socketPath = await ensureEmbeddedServer();
    const open = await this.#openAt(socketPath);
    if (!isFirst || !(await askOldServerToLeave(open.clients))) return open;
    await untilServerLeft();
    return this.#openAt(await ensureEmbeddedServer());
  }

  async #openAt(socketPath: string): Promise<OpenChannel> {
    this.#open?.channel.close();
    const url = `unix://${socketPath}`;
    this.#open = openChannel(url);
    await untilConnected(this.#open, url);
    return this.#open;
  }
}

/** Asks a server that is older than this package to leave; true when it does so at once. */
async function askOldServerToLeave({ extension, sandboxes }: Clients): Promise<boolean> {
  const options = { metadata: Metadata({ "grpc-timeout": GREETING_TIMEOUT }) };
  try {
    const { serverVersion } = await extension.getCapabilities({}, options);
    if (!isOlder(serverVersion, VERSION)) return false;
    const { sandboxes: held } = await sandboxes.listSandboxes({}, options);
    if (held.length > 0) return false;
    await extension.shutdown({}, options);
    return true;
  } catch {
    // Whatever is wrong with this server, the caller's own call will say it with its own words.
    return false;
  }
}

/** Whether a version of three numbers comes before another; one that cannot be read does not. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbers(version), numbers(than)];
  if (left === null || right === null) return false;
  for (const [index, number] of left.entries()) {
    const difference = number - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbers(version: string): readonly number[] | null {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  return match === null ? null : match.slice(1, 4).map(Number);
}

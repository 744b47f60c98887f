import { CLIENT_PINGS, RARE_CLIENT_PINGS } from "@cwsandbox/wire";
import type { ChannelOptions } from "@grpc/grpc-js";
import { ClientError, Metadata, Status } from "nice-grpc";
import { linkSignals } from "../support/index.js";
import {
  type Clients,
  type Connection,
  type Headers,
  isConnected,
  openChannel,
  type OpenChannel,
  untilConnected,
} from "./connection.js";

/** Longest time a server may take to say who it is. */
const GREETING_TIMEOUT_SECONDS = 10;

/**
 * The connection to a server that somebody else runs. A network can fall silent without a word, so open calls
 * are watched by pings: often towards a server of our own kind, rarely towards any other. The kernel tells about
 * the end of a unix socket, which needs none.
 */
export class RemoteConnection implements Connection {
  readonly address: string;
  #open: OpenChannel | null = null;
  #connecting: Promise<OpenChannel> | null = null;
  /** Null until the server has said who it is. */
  #pings: ChannelOptions | null;

  /** @param url `http://`, `https://` or `unix:///`. */
  constructor(url: string) {
    this.address = url;
    this.#pings = url.startsWith("unix:") ? {} : null;
  }

  readonly connected = (): Clients | null =>
    this.#pings !== null && this.#open !== null && isConnected(this.#open) ? this.#open.clients : null;

  readonly clients = async (headers: Headers): Promise<Clients> => {
    const connected = this.connected();
    if (connected !== null) return connected;
    this.#connecting ??= this.#connect(headers).finally(() => (this.#connecting = null));
    const open = await this.#connecting;
    return open.clients;
  };

  async #connect(headers: Headers): Promise<OpenChannel> {
    if (this.#pings !== null) return this.#openWith(this.#pings);
    const open = await this.#openWith(CLIENT_PINGS);
    if (await isOurs(open.clients, headers)) {
      this.#pings = CLIENT_PINGS;
      return open;
    }
    this.#pings = RARE_CLIENT_PINGS;
    return this.#openWith(RARE_CLIENT_PINGS);
  }

  async #openWith(pings: ChannelOptions): Promise<OpenChannel> {
    this.#open?.channel.close();
    this.#open = openChannel(this.address, pings);
    await untilConnected(this.#open, this.address);
    return this.#open;
  }
}

/**
 * Whether the server has our extension.
 *
 * @throws ClientError when nothing answers.
 */
async function isOurs({ extension }: Clients, headers: Headers): Promise<boolean> {
  const limit = linkSignals({
    timeoutSeconds: GREETING_TIMEOUT_SECONDS,
    makeTimeoutError: () =>
      new ClientError("greeting", Status.UNAVAILABLE, `no answer within ${GREETING_TIMEOUT_SECONDS} s`),
  });
  const metadata = Metadata(headers);
  metadata.set("grpc-timeout", `${GREETING_TIMEOUT_SECONDS}S`);
  try {
    const { serverVersion } = await extension.getCapabilities({}, { metadata, signal: limit.signal });
    return serverVersion !== "";
  } catch (error) {
    if (limit.signal.aborted) throw limit.signal.reason;
    if (error instanceof ClientError && error.code !== Status.UNAVAILABLE) return false;
    throw error;
  } finally {
    limit.release();
  }
}

import { type ChannelOptions, connectivityState } from "@grpc/grpc-js";
import { CHANNEL_OPTIONS, ext, v1, v1Discovery } from "@cwsandbox/wire";
import { type Channel, ClientError, createChannel, createClient, Status } from "nice-grpc";

/** The typed clients of one channel. */
export interface Clients {
  readonly sandboxes: v1.SandboxServiceClient;
  readonly extension: ext.ExtensionServiceClient;
  readonly images: ext.ImageServiceClient;
  readonly calls: ext.CallServiceClient;
  readonly files: ext.FileServiceClient;
  readonly profiles: ext.ProfileServiceClient;
  readonly discovery: v1Discovery.DiscoveryServiceClient;
}

/** Names in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** A way to one server that many calls share. It opens lazily, and again after the server went away. */
export interface Connection {
  /** The server's address, for texts. */
  readonly address: string;
  /**
   * The clients to use now.
   *
   * @param headers of the caller, for a call that learns what kind of server answers.
   */
  readonly clients: (headers: Headers) => Promise<Clients>;
  /** The same at once, if calls go out at once; null when the server must be found first. */
  readonly connected: () => Clients | null;
}

/** An open channel and its clients. */
export interface OpenChannel {
  readonly channel: Channel;
  readonly clients: Clients;
}

/** How long a server may take to accept a connection. */
const CONNECT_TIMEOUT_SECONDS = 10;

/**
 * Opens a channel; nothing is sent before the first call. An idle one never keeps the process alive.
 *
 * @param url `http://`, `https://` or `unix:///`; https is verified against the system's authorities.
 */
export function openChannel(url: string, pings: ChannelOptions = {}): OpenChannel {
  const channel = createChannel(url, undefined, {
    ...CHANNEL_OPTIONS,
    ...pings,
    // A server that comes back after a restart is found quickly, and by this channel itself.
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.min_reconnect_backoff_ms": 20_000,
    "grpc.max_reconnect_backoff_ms": 2000,
    "grpc.use_local_subchannel_pool": 1,
  });
  return {
    channel,
    clients: {
      sandboxes: createClient(v1.SandboxServiceDefinition, channel),
      extension: createClient(ext.ExtensionServiceDefinition, channel),
      images: createClient(ext.ImageServiceDefinition, channel),
      calls: createClient(ext.CallServiceDefinition, channel),
      files: createClient(ext.FileServiceDefinition, channel),
      profiles: createClient(ext.ProfileServiceDefinition, channel),
      discovery: createClient(v1Discovery.DiscoveryServiceDefinition, channel),
    },
  };
}

/** Whether calls go out at once. */
export function isConnected({ channel }: OpenChannel): boolean {
  return channel.getConnectivityState(false) === connectivityState.READY;
}

/**
 * Waits until the channel is connected, or has failed to be: calls then say why themselves.
 *
 * @throws ClientError with UNAVAILABLE when neither happens in time; the gRPC library alone would wait for ever.
 */
export async function untilConnected(open: OpenChannel, url: string): Promise<void> {
  const { channel } = open;
  const deadline = new Date(Date.now() + CONNECT_TIMEOUT_SECONDS * 1000);
  for (
    let state = channel.getConnectivityState(true);
    state === connectivityState.IDLE || state === connectivityState.CONNECTING;
    state = channel.getConnectivityState(true)
  ) {
    const hasChanged = await nextState(channel, state, deadline);
    if (hasChanged) continue;
    channel.close();
    const text = `no connection to ${url} within ${CONNECT_TIMEOUT_SECONDS} s`;
    throw new ClientError("connect", Status.UNAVAILABLE, text);
  }
}

async function nextState(channel: Channel, current: connectivityState, deadline: Date): Promise<boolean> {
  return new Promise((resolve) => {
    channel.watchConnectivityState(current, deadline, (error) => resolve(error === undefined));
  });
}

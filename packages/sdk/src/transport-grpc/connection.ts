import { connectivityState } from "@grpc/grpc-js";
import { CHANNEL_OPTIONS, ext, v1, v1Discovery } from "@cwsandbox/wire";
import { type Channel, createChannel, createClient } from "nice-grpc";

/** The typed clients of one channel. */
export interface Clients {
  readonly sandboxes: v1.SandboxServiceClient;
  readonly extension: ext.ExtensionServiceClient;
  readonly images: ext.ImageServiceClient;
  readonly files: ext.FileServiceClient;
  readonly profiles: ext.ProfileServiceClient;
  readonly discovery: v1Discovery.DiscoveryServiceClient;
}

/** A way to one server that many calls share. It opens lazily, and again after the server went away. */
export interface Connection {
  /** The server's address, for texts. */
  readonly address: string;
  /** The clients to use now. */
  readonly clients: () => Promise<Clients>;
}

/** An open channel and its clients. */
export interface OpenChannel {
  readonly channel: Channel;
  readonly clients: Clients;
}

/**
 * Opens a channel; nothing is sent before the first call. An idle one never keeps the process alive.
 *
 * @param url `http://`, `https://` or `unix:///`; https is verified against the system's authorities.
 */
export function openChannel(url: string): OpenChannel {
  const channel = createChannel(url, undefined, {
    ...CHANNEL_OPTIONS,
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
      files: createClient(ext.FileServiceDefinition, channel),
      profiles: createClient(ext.ProfileServiceDefinition, channel),
      discovery: createClient(v1Discovery.DiscoveryServiceDefinition, channel),
    },
  };
}

/** A connection to a server that somebody else runs. */
export function connectToUrl(url: string): Connection {
  let open: OpenChannel | undefined;
  return {
    address: url,
    clients: async () => {
      if (open !== undefined && hasFailed(open)) {
        open.channel.close();
        open = undefined;
      }
      open ??= openChannel(url);
      return open.clients;
    },
  };
}

/** A failed channel would refuse calls until its own pause is over, although the server is back. */
export function hasFailed({ channel }: OpenChannel): boolean {
  const state = channel.getConnectivityState(false);
  return state === connectivityState.TRANSIENT_FAILURE || state === connectivityState.SHUTDOWN;
}

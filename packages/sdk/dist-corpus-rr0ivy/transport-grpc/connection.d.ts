import { type ChannelOptions } from "@grpc/grpc-js";
import { ext, v1, v1Discovery } from "@cwsandbox/wire";
import { type Channel } from "nice-grpc";
/** The typed clients of one channel. */
export interface Clients {
    readonly sandboxes: v1.SandboxServiceClient;
    readonly extension: ext.ExtensionServiceClient;
    readonly images: ext.ImageServiceClient;
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
export declare function openChannel(url: string, pings?: ChannelOptions): OpenChannel;
/** Whether calls go out at once. */
export declare function isConnected({ channel }: OpenChannel): boolean;
/** A failed channel would refuse calls until its own pause is over, although the server is back. */
export declare function hasFailed({ channel }: OpenChannel): boolean;
/**
 * Waits until the channel is connected, or has failed to be: calls then say why themselves.
 *
 * @throws ClientError with UNAVAILABLE when neither happens in time; the gRPC library alone would wait for ever.
 */
export declare function untilConnected(open: OpenChannel, url: string): Promise<void>;
//# sourceMappingURL=connection.d.ts.map
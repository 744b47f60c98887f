import { type Clients, type Connection } from "./connection.js";
/**
 * The connection to the user's own server. Whenever the channel is not connected, the server is looked for
 * and started if need be, because it leaves by itself after a while without work.
 */
export declare class EmbeddedConnection implements Connection {
    #private;
    readonly address = "the embedded server's socket";
    readonly clients: () => Promise<Clients>;
}
/** Whether a version of three numbers comes before another; one that cannot be read does not. */
export declare function isOlder(version: string, than: string): boolean;
//# sourceMappingURL=embedded-connection.d.ts.map
import { type Clients, type Connection, type Headers } from "./connection.js";
/**
 * The connection to a server that somebody else runs. A network can fall silent without a word, so open calls
 * are watched by pings: often towards a server of our own kind, rarely towards any other. The kernel tells about
 * the end of a unix socket, which needs none.
 */
export declare class RemoteConnection implements Connection {
    #private;
    readonly address: string;
    /** @param url `http://`, `https://` or `unix:///`. */
    constructor(url: string);
    readonly clients: (headers: Headers) => Promise<Clients>;
}
//# sourceMappingURL=remote-connection.d.ts.map
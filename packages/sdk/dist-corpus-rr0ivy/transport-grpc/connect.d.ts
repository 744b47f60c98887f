import type { ServerAddress } from "../config/index.js";
import type { Transport } from "../transport/index.js";
/**
 * The transport to a server with the credentials of this moment. Equal servers share a connection; nothing is
 * sent before the first call.
 *
 * @throws CWSandboxAuthenticationError when the authentication mode gives no headers.
 */
export declare function connectTo(server: ServerAddress): Promise<Transport>;
//# sourceMappingURL=connect.d.ts.map
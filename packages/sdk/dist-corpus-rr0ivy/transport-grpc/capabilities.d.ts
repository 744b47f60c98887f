import { type ext } from "@cwsandbox/wire";
import type { Call } from "../transport/index.js";
import { type Caller } from "./run-call.js";
/** The answer of one server about itself, asked for once. */
export declare class KnownCapabilities {
    #private;
    constructor(caller: Caller);
    /**
     * The server's answer, or the empty one of a server without the extension.
     *
     * @throws an error of the transport when the server cannot be asked; the next call asks again.
     */
    get(call: Call): Promise<ext.Capabilities>;
}
/** Whether the server offers a part of the extension. */
export declare function offers(capabilities: ext.Capabilities, feature: string): boolean;
/** Whether the server has the extension at all, and so a default image of its own. */
export declare function hasExtension(capabilities: ext.Capabilities): boolean;
//# sourceMappingURL=capabilities.d.ts.map
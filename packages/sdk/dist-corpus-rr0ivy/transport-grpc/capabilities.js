import { FEATURE } from "@cwsandbox/wire";
import { ClientError, Status } from "nice-grpc";
import { CWSandboxError } from "../errors/index.js";
import { ignore, untilAborted } from "../support/index.js";
import { runUnary } from "./run-call.js";
/** What a server without our extension has. */
const NO_CAPABILITIES = {
    serverVersion: "",
    defaultImage: "",
    features: [],
    unenforcedLimits: [],
    processId: 0,
};
/** The answer of one server about itself, asked for once. */
export class KnownCapabilities {
    #caller;
    #answer = null;
    constructor(caller) {
        this.#caller = caller;
    }
    /**
     * The server's answer, or the empty one of a server without the extension.
     *
     * @throws an error of the transport when the server cannot be asked; the next call asks again.
     */
    async get(call) {
        if (this.#answer === null) {
            // Asked without the first caller's signal, because others may be waiting for the same answer.
            const answer = this.#ask({ ...call, signal: undefined });
            answer.catch(() => (this.#answer = null)).catch(ignore);
            this.#answer = answer;
        }
        return untilAborted(this.#answer, call.signal);
    }
    async #ask(call) {
        try {
            return await runUnary(this.#caller, call, ({ extension }, options) => extension.getCapabilities({}, options));
        }
        catch (error) {
            if (isNoAnswer(error))
                throw error;
            return NO_CAPABILITIES;
        }
    }
}
/** Whether the server offers a part of the extension. */
export function offers(capabilities, feature) {
    return capabilities.features.includes(feature);
}
/** Whether the server has the extension at all, and so a default image of its own. */
export function hasExtension(capabilities) {
    return capabilities.serverVersion !== "" || capabilities.features.includes(FEATURE.CREATE_OPTIONS);
}
/** Servers refuse unknown methods in many ways; only these codes say nothing about the method. */
const NO_ANSWER = new Set([
    Status.UNAVAILABLE,
    Status.UNAUTHENTICATED,
    Status.DEADLINE_EXCEEDED,
    Status.CANCELLED,
]);
function isNoAnswer(error) {
    const cause = error instanceof CWSandboxError ? error.cause : undefined;
    return !(cause instanceof ClientError) || NO_ANSWER.has(cause.code);
}
//# sourceMappingURL=capabilities.js.map
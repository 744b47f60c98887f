import { SandboxUnavailableError } from "../errors/index.js";
import { deferred, ignore, untilAborted } from "../support/index.js";
import { runStream } from "./run-call.js";
/**
 * The one lease of this process on a server, shared by everything that must not outlive the process. Its
 * stream is open only while somebody has a share, so that it never keeps an idle program alive.
 */
export class SharedLease {
    #caller;
    #held = null;
    constructor(caller) {
        this.#caller = caller;
    }
    async share(call) {
        const held = (this.#held ??= this.#hold());
        held.shares += 1;
        let isReleased = false;
        const release = () => {
            if (isReleased)
                return;
            isReleased = true;
            held.shares -= 1;
            if (held.shares > 0)
                return;
            this.#forget(held);
            held.end();
        };
        try {
            return { leaseId: await untilAborted(held.leaseId, call.signal), release };
        }
        catch (error) {
            release();
            throw error;
        }
    }
    #hold() {
        const granted = deferred();
        granted.promise.catch(ignore);
        const open = deferred();
        const held = { leaseId: granted.promise, end: open.resolve, shares: 0 };
        const requests = keepOpen(open.promise);
        const call = { operation: "Hold lease" };
        const answers = runStream(this.#caller, call, (clients, options) => clients.extension.holdLease(requests, options));
        const follow = async () => {
            for await (const { leaseId } of answers)
                granted.resolve(leaseId);
            granted.reject(new SandboxUnavailableError("The server ended the lease before it granted it."));
        };
        // A lease that breaks ends its sandboxes on the server; whoever uses them is told by their own calls.
        void follow()
            .catch(granted.reject)
            .finally(() => this.#forget(held));
        return held;
    }
    #forget(held) {
        if (this.#held === held)
            this.#held = null;
    }
}
/** Sends one request, so that the server answers, and keeps the stream open until it is ended. */
async function* keepOpen(ended) {
    yield {};
    await ended;
}
//# sourceMappingURL=leases.js.map
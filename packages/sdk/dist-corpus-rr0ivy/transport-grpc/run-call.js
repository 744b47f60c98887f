import { METADATA_KEY } from "@cwsandbox/wire";
import { ClientError, Metadata } from "nice-grpc";
import { CWSandboxError, SandboxError, SandboxRequestTimeoutError } from "../errors/index.js";
import { linkSignals, untilAborted } from "../support/index.js";
import { toSandboxError } from "./errors.js";
/** Runs a call with one answer: connects, limits, authenticates, and translates what goes wrong. */
export async function runUnary(caller, call, invoke) {
    const attempt = new Attempt(caller, call);
    try {
        const clients = await attempt.connect();
        return await invoke(clients, attempt.options());
    }
    catch (error) {
        throw attempt.translate(error);
    }
    finally {
        attempt.release();
    }
}
/** The same for a call with many answers. Leaving the loop early cancels the call. */
export async function* runStream(caller, call, invoke) {
    const attempt = new Attempt(caller, call);
    try {
        const clients = await attempt.connect();
        yield* invoke(clients, attempt.options());
    }
    catch (error) {
        throw attempt.translate(error);
    }
    finally {
        attempt.release();
    }
}
/** One call on its way: its limit, its signal, and the trailer that explains its failure. */
class Attempt {
    #caller;
    #call;
    #limit;
    #startedAtMs = performance.now();
    #trailer;
    constructor(caller, call) {
        this.#caller = caller;
        this.#call = call;
        this.#limit = linkSignals({
            signals: [call.signal],
            timeoutSeconds: call.timeoutSeconds,
            makeTimeoutError: call.makeTimeoutError ?? (() => requestTimeout(call)),
        });
    }
    async connect() {
        this.#limit.signal.throwIfAborted();
        return untilAborted(this.#caller.connection.clients(this.#caller.headers), this.#limit.signal);
    }
    options() {
        const metadata = Metadata(this.#caller.headers);
        const { timeoutSeconds } = this.#call;
        if (timeoutSeconds !== undefined && timeoutSeconds !== Number.POSITIVE_INFINITY) {
            const passedMs = performance.now() - this.#startedAtMs;
            metadata.set("grpc-timeout", timeoutText(timeoutSeconds * 1000 - passedMs));
        }
        return { metadata, signal: this.#limit.signal, onTrailer: (trailer) => (this.#trailer = trailer) };
    }
    /** What the user shall see: the reason of the signal or limit that ended the call, else the mapped status. */
    translate(error) {
        if (this.#limit.signal.aborted)
            return this.#limit.signal.reason;
        if (error instanceof CWSandboxError)
            return error;
        if (error instanceof ClientError) {
            const failure = {
                code: error.code,
                text: error.details,
                detailBytes: this.#trailer?.get(METADATA_KEY.STATUS_DETAILS),
                cause: error,
                address: this.#caller.connection.address,
            };
            return toSandboxError(failure, this.#call);
        }
        const text = error instanceof Error ? error.message : String(error);
        return new SandboxError(`${this.#call.operation} failed: ${text}`, { cause: error });
    }
    release() {
        this.#limit.release();
    }
}
function requestTimeout(call) {
    return new SandboxRequestTimeoutError(`${call.operation} timed out: no answer within ${call.timeoutSeconds} s.`);
}
/** A time limit as the protocol writes it: at most eight digits and a unit. */
function timeoutText(remainingMs) {
    const wholeMs = Math.max(1, Math.ceil(remainingMs));
    return wholeMs < 1e8 ? `${wholeMs}m` : `${Math.min(Math.ceil(wholeMs / 1000), 99_999_999)}S`;
}
//# sourceMappingURL=run-call.js.map
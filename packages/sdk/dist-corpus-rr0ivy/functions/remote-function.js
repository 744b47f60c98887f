import { inspectFunction, REMOTE_FUNCTION } from "../capture/index.js";
import { OperationRef } from "../handles/index.js";
import { rememberCallPlace, retrace } from "./call-place.js";
import { callRemotely } from "./call.js";
import { mapStream } from "./map-stream.js";
import { linkSignals } from "../support/index.js";
import { readFunctionOptions } from "./options.js";
/**
 * Makes a remote function. Nothing is sent before a call.
 *
 * @throws AsyncFunctionError for generators, whose result is not one value.
 * @throws CWSandboxValidationError for what is not a function, and for unknown or wrong options.
 */
export function createRemoteFunction(fn, host, options = {}) {
    const inspected = inspectFunction(fn);
    const checked = readFunctionOptions(options);
    const target = { fn: inspected.original, name: inspected.name, host, options: checked };
    const call = (args, place, receiver) => new OperationRef(asResult(callRemotely(target, args, receiver), place));
    const callable = function (...args) {
        return call(args, rememberCallPlace(callable), this);
    };
    const remote = (...args) => call(args, rememberCallPlace(remote));
    const map = (items) => {
        const place = rememberCallPlace(map);
        return Array.from(items, (args) => call(args, place));
    };
    const stream = (items, streamOptions = {}) => {
        const place = rememberCallPlace(stream);
        const run = async (args, signal) => {
            const linked = linkSignals({ signals: [signal, checked.signal ?? undefined] });
            const limited = { ...target, options: { ...checked, signal: linked.signal } };
            return asResult(callRemotely(limited, args, undefined), place).finally(linked.release);
        };
        return mapStream(run, items, streamOptions);
    };
    const remoteFunction = Object.assign(callable, {
        original: fn,
        remote,
        map,
        mapStream: stream,
        local: (...args) => fn(...args),
        with: (more) => createRemoteFunction(fn, host, { ...checked, ...readFunctionOptions(more) }),
    });
    describe(remoteFunction, inspected);
    return remoteFunction;
}
/** It looks like the original to programs that look at functions, and capture finds the original in it. */
function describe(remoteFunction, { name, length, original }) {
    Object.defineProperties(remoteFunction, {
        name: { value: name, configurable: true },
        length: { value: length, configurable: true },
        [REMOTE_FUNCTION]: { value: original },
    });
}
/** What the sandbox returns for a function is what the function's own type says. */
async function asResult(outcome, place) {
    try {
        const value = await outcome;
        return value;
    }
    catch (error) {
        retrace(error, place);
        throw error;
    }
}
//# sourceMappingURL=remote-function.js.map
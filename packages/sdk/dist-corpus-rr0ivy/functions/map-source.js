import { CWSandboxValidationError } from "../errors/index.js";
import { ignore } from "../support/index.js";
/** @throws CWSandboxValidationError for what cannot be iterated. */
export function readSource(source) {
    const iterator = iteratorOf(source);
    let isAsked = false;
    return {
        total: totalOf(source),
        next: async () => {
            isAsked = true;
            try {
                return await iterator.next();
            }
            finally {
                isAsked = false;
            }
        },
        close: async () => {
            const closing = Promise.resolve(iterator.return?.()).catch(ignore);
            // A generator that waits for its next item would answer only after it.
            if (!isAsked)
                await closing;
        },
    };
}
function iteratorOf(source) {
    if (typeof source === "object" && source !== null) {
        if (Symbol.asyncIterator in source)
            return source[Symbol.asyncIterator]();
        if (Symbol.iterator in source)
            return source[Symbol.iterator]();
    }
    throw new CWSandboxValidationError("mapStream takes an iterable or async iterable of argument lists, for example [[1], [2]] or a generator.", { field: "items" });
}
function totalOf(source) {
    for (const name of ["length", "size"]) {
        const total = Reflect.get(source, name);
        if (typeof total === "number")
            return total;
    }
    return null;
}
//# sourceMappingURL=map-source.js.map
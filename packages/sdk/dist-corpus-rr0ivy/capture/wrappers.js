import { types } from "node:util";
import { REMOTE_FUNCTION } from "./symbols.js";
/** What `session.function` made is replaced by the function it was made from. */
export function withoutWrapper(fn) {
    let current = fn;
    while (!types.isProxy(current)) {
        const inner = Reflect.get(current, REMOTE_FUNCTION);
        if (typeof inner !== "function" || inner === current)
            return current;
        current = inner;
    }
    return current;
}
//# sourceMappingURL=wrappers.js.map
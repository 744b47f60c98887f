import { readFunctionOptions } from "./options.js";
import { createRemoteFunction } from "./remote-function.js";
/** The `function` member of a session. */
export function createFunctionFactory(host) {
    function make(first = {}, options) {
        return typeof first === "function"
            ? createRemoteFunction(first, host, options)
            : makeDecorator(host, readFunctionOptions(first));
    }
    return make;
}
function makeDecorator(host, options) {
    function decorate(fn) {
        return createRemoteFunction(fn, host, options);
    }
    return decorate;
}
//# sourceMappingURL=function-factory.js.map
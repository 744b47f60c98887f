const ASYNC = Object.getPrototypeOf(async () => { });
const GENERATOR = Object.getPrototypeOf(function* () { });
const ASYNC_GENERATOR = Object.getPrototypeOf(async function* () { });
/** What a function inherits from when nobody changed it. */
export function naturalFunctionPrototype({ isAsync, isGenerator }) {
    const special = isGenerator ? (isAsync ? ASYNC_GENERATOR : GENERATOR) : ASYNC;
    const natural = isAsync || isGenerator ? special : Function.prototype;
    return typeof natural === "object" && natural !== null ? natural : Function.prototype;
}
//# sourceMappingURL=natural-prototypes.js.map
import { ignore } from "../support/index.js";
export async function results(refs) {
    if (!isIterable(refs))
        return refs;
    const outcomes = Array.from(refs, (ref) => Promise.resolve(ref));
    for (const outcome of outcomes)
        outcome.catch(ignore);
    const values = [];
    for (const outcome of outcomes)
        values.push(await outcome);
    return values;
}
function isIterable(refs) {
    return Symbol.iterator in refs;
}
//# sourceMappingURL=results.js.map
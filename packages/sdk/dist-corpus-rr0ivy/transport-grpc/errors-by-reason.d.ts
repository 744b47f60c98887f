import { type ErrorMaker, type Facts } from "./error-facts.js";
/**
 * What the reasons of our own domain mean, whatever the status. Reasons that are not here leave the decision
 * to the status code, as the contract says.
 */
export declare const BY_REASON: ReadonlyMap<string, ErrorMaker>;
/** No runner of that id, for a look-up as well as for a create that asks for it. */
export declare function runnerNotFound(facts: Facts): Error;
/** No profile of that name, or not on that runner. */
export declare function profileNotFound(facts: Facts): Error;
//# sourceMappingURL=errors-by-reason.d.ts.map
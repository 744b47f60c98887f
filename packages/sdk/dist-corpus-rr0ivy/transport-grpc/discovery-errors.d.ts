import { type Facts } from "./error-facts.js";
/** The error of a failed look-up: no sandbox is involved, so none of their errors fits. */
export declare function toDiscoveryError(facts: Facts): Error;
//# sourceMappingURL=discovery-errors.d.ts.map
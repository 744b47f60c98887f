import { type Facts } from "./error-facts.js";
/** The error that the status code alone tells. */
export declare function byStatus(facts: Facts): Error;
/** Text for a server that cannot be reached. */
export declare function noAnswer({ failure, call }: Facts): string;
/** The caller's key is missing or wrong. */
export declare function unauthenticated({ failure, details }: Facts): Error;
/** The caller's key is known, but does not allow this. */
export declare function forbidden({ failure, details }: Facts): Error;
/** No such sandbox, or what else the server's text says is missing. */
export declare function notFound({ failure, call, details }: Facts): Error;
//# sourceMappingURL=errors-by-status.d.ts.map
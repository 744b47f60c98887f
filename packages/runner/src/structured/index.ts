export { NotCarriedError } from "./not-carried.js";
export type { Shipped } from "./shipped.js";
export { shippedBy } from "./shipped.js";
export { toStructuredData } from "./to-structured-data.js";

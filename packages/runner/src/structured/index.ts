export { NotCarriedError } from "./not-carried.js";
export type { Shipped } from "./shipped.js";
export { shippedBy } from "./shipped.js";
export { type StructuredData, toStructuredData } from "./to-structured-data.js";

export { readStructured } from "./read-structured.js";
export { DamagedError, type ShippedValues } from "./reader.js";
//# sourceMappingURL=index.d.ts.map
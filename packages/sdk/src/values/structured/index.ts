export { readStructured } from "./read-structured.js";
export { DamagedError, own, type ShippedValues } from "./reader.js";

export { readStructured } from "./read-structured.js";
export { DamagedError } from "./reader.js";
//# sourceMappingURL=index.js.map
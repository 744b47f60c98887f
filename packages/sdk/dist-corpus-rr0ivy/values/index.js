export { decodeResult } from "./decode-result.js";
export { encodeFrame } from "./frame.js";
export { validateJsonArguments } from "./json-arguments.js";
export { checkSerialization, Serialization } from "./serialization.js";
//# sourceMappingURL=index.js.map
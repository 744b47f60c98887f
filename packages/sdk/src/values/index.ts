export { decodeResult, type FunctionOutcome, type RemoteErrorRecord } from "./decode-result.js";
export { encodeFrame } from "./frame.js";
export { validateJsonArguments } from "./json-arguments.js";
export type { PlainData } from "./plain-data.js";
export { checkSerialization, Serialization } from "./serialization.js";
export type { ShippedValues } from "./structured/index.js";

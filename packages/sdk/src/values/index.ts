export {
  damagedResult,
  decodePlainResult,
  decodeResult,
  type FunctionOutcome,
  type RemoteErrorRecord,
} from "./decode-result.js";
export { CLASS_NAME } from "./class-name.js";
export { describeValue, pathText } from "./describe-value.js";
export { FrameReader } from "./frame-reader.js";
export { encodeFrame, sizeOfParts } from "./frame.js";
export { checkJsonValue, validateJsonArguments } from "./json-arguments.js";
export type { JsonSpecial } from "./plain-data.js";
export { resultTooLarge } from "./result-too-large.js";
export { checkSerialization, Serialization } from "./serialization.js";
export type { ShippedValues } from "./structured/index.js";

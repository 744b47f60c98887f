export { decodeStatusDetails } from "./decode.js";
export { encodeStatusDetails } from "./encode.js";
export type { ErrorInfoDetail, FieldViolation, StatusDetails, StatusDetailsInput } from "./model.js";

export { decodePickle, PickleError, type PickleLimits } from "./decode-pickle.js";
export { encodePickle } from "./encode-pickle.js";
export type { NdArray, TypedArray } from "./typed-arrays.js";

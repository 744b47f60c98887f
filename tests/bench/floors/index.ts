export { Floors } from "./floors.js";
export type { FloorName, KnownFloor } from "./floors.js";
export { HOST_PYTHON, sandboxNode } from "./processes.js";
export { FILE_BYTES, OUTPUT_BYTES, pieces } from "./bytes.js";
export { makeBuffer, makeDeepList, makeFloat64Array, makeSmallObjects, makeText } from "./values.js";

export { finishTree } from "./finish-tree.js";
export { type ImageTree, makeImageTree } from "./image-tree.js";
export { unpackLayer } from "./unpack-layer.js";

export { finishTree } from "./finish-tree.js";
export { type ImageTree, makeImageTree, warn } from "./image-tree.js";
export { unpackLayer } from "./unpack-layer.js";

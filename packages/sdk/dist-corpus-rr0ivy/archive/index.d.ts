export { findLocalFiles } from "./find-local-files.js";
export { placeLocally } from "./place-locally.js";
export { packLocalFiles } from "./pack-local-files.js";
//# sourceMappingURL=index.d.ts.map
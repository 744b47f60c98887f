export { bytesIn } from "./bytes-in.js";
export { indexArchive, openArchived, type ArchiveIndex } from "./archive-index.js";
export { imageSourceOf } from "./image-source-of.js";
export type { ImageSource, LayerSource } from "./image-source.js";
export { plainBytes } from "./plain-bytes.js";
export { readTar, showName, type TarEntry } from "./read-tar.js";
export { spoolArchive } from "./spool.js";
export { checkAborted } from "./until-aborted.js";

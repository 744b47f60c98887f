export { readRootedFile } from "./read-rooted-file.js";
export { writeRootedFile } from "./write-rooted-file.js";
export { onlyFromInside, openRootedFile, readPieces } from "./open-rooted-file.js";
export { makeRootedDirectory, removeRooted } from "./change-rooted.js";
export { listRooted, statRooted } from "./look-at-rooted.js";
export { packRooted } from "./pack-rooted.js";
export { unpackRooted } from "./unpack-rooted.js";
export { watchRooted } from "./watch-rooted.js";

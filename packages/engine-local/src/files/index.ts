export { readRootedFile } from "./read-rooted-file.js";
export { writeRootedFile } from "./write-rooted-file.js";

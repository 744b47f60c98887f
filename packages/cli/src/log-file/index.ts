export { readLogFile } from "./read-log-file.js";

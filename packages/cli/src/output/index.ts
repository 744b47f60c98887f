export { CommandError } from "./command-error.js";
export { EXIT_CODE, SIGNAL_EXIT_BASE } from "./exit-code.js";
export { formatJson } from "./json.js";
export { type Progress, startProgress } from "./progress.js";
export { formatBytes, formatTime } from "./quantities.js";
export { reportError } from "./report-error.js";
export {
  type Column,
  type FixedColumn,
  formatFields,
  formatFixedTable,
  formatTable,
  MISSING,
} from "./table.js";
export { fromStream, type TextOutput } from "./text-output.js";

export { lockDirectory } from "./directory-lock.js";
export { createIdRanges } from "./id-ranges.js";
export type { IdRanges } from "./id-ranges.js";
export { openRecordStore } from "./record-store.js";
export type { RecordStore } from "./record-store.js";
export type { RequestedEnd, ResolvedBase, StoredSandbox } from "./stored-sandbox.js";

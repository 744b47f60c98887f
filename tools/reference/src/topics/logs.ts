/**
 * What a main process has written. The operation itself is `streamLogs()` of a [Sandbox](sandboxes.md#sandbox).
 * @module
 */
export type { LogOptions } from "cwsandbox";

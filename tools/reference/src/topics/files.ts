/**
 * What the file operations of a sandbox take and give. The operations themselves are methods of
 * [Sandbox](sandboxes.md#sandbox).
 * @module
 */
export type { FileOptions } from "cwsandbox";

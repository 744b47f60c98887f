export { attach } from "./attach.js";
export { describeSandbox, listTable, sandboxDetails, sandboxJson } from "./describe.js";
export { forwardProcess } from "./forward-process.js";

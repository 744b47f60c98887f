export { attach } from "./attach.js";
export { copyIn, copyOut, type CopyOptions } from "./copy.js";
export { describeSandbox, listTable, sandboxDetails, sandboxJson } from "./describe.js";
export { describeFile, fileJson, fileTable } from "./describe-file.js";
export { forwardProcess } from "./forward-process.js";

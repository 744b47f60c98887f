export { SandboxFiles } from "./sandbox-files.js";
//# sourceMappingURL=index.js.map
export {} from "./remote.js";
export { attachCore } from "./attach.js";
export { SandboxCore } from "./core.js";
export { listCores } from "./list.js";
export { SandboxFiles, } from "./files/index.js";
export { Sandbox, } from "./sandbox.js";
export { coreOf, SandboxProperties } from "./sandbox-properties.js";
export { provideSessions } from "./session-factory.js";
//# sourceMappingURL=index.js.map
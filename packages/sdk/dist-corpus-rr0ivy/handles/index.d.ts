export { checkTimeoutSeconds } from "./check-timeout.js";
export { OperationRef } from "./operation-ref.js";
export { results } from "./results.js";
export { wait, type Waitable } from "./wait.js";
//# sourceMappingURL=index.d.ts.map
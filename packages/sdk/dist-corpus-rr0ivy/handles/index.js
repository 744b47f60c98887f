export { checkTimeoutSeconds } from "./check-timeout.js";
export { OperationRef } from "./operation-ref.js";
export { results } from "./results.js";
export { wait } from "./wait.js";
//# sourceMappingURL=index.js.map
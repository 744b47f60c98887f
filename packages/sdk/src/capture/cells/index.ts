export { settleVariables } from "./shared-variables.js";

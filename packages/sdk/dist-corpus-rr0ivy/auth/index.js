export { resolveAuthHeaders, setAuthMode } from "./auth-mode.js";
//# sourceMappingURL=index.js.map
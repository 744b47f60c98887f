export type { AuthHeaders } from "./auth-headers.js";
export { type AuthCallback, resolveAuthHeaders, setAuthMode } from "./auth-mode.js";
//# sourceMappingURL=index.d.ts.map
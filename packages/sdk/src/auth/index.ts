export { type AuthCallback, setAuthMode } from "./auth-mode.js";
export { resolveAuth } from "./resolve.js";

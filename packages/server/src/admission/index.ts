export { requireApiKey, trustEverybody } from "./authenticate.js";
export type { Authenticate, Principal } from "./authenticate.js";

export { ensureEmbeddedServer, untilServerLeft } from "./ensure.js";

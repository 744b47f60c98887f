/**
 * Cleanup at the end of the program, and the server that runs for your user.
 * @module
 */
export {
  disableSignalHandlers,
  type EmbeddedServerStatus,
  getEmbeddedServerStatus,
  type RunningServer,
  stopEmbeddedServer,
} from "cwsandbox";

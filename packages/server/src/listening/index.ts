export { bind } from "./bind.js";
export { AlreadyServingError, claimSocket } from "./claim-socket.js";
export { endCalls } from "./end-calls.js";
export { watchIdleness } from "./idle-exit.js";
export type { IdleExit } from "./idle-exit.js";
export { prepareSocketFolder } from "./socket-folder.js";

export { type LinkedSignal, linkSignals, onAbort, untilAborted } from "./abort.js";
export { CleanupStack } from "./cleanup-stack.js";
export { type Deferred, deferred, ignore } from "./deferred.js";
export { Fifo } from "./fifo.js";
export { nearest } from "./nearest.js";
export { followPages } from "./pages.js";
export { withTimeout } from "./timeout.js";
export { startTimer } from "./timer.js";
export { Turns } from "./turns.js";

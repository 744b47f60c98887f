import type { Frame } from "./frame.js";
import type { Outcome } from "./outcome.js";
import { runCall } from "./run-call.js";

/** Makes one call and hands over what comes of it. */
export function answer(readCall: () => Frame, outcome: Outcome): Promise<void> {
  return Promise.resolve()
    .then(readCall)
    .then(runCall)
    .then(({ value, tell }) => {
      outcome.value(value, tell);
    }, outcome.thrown);
}

import { untilAborted } from "../sessions/index.js";

/** Something one part of a test waits for and another part lets happen. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function createGate(): Gate {
  const controller = new AbortController();
  return { opened: untilAborted(controller.signal), open: () => controller.abort() };
}

import { setTimeout as delay } from "node:timers/promises";

import { hearsSignal, isAlive, sendSignal } from "../host/index.js";
import type { ProcessIdentity } from "../host/index.js";

const SIGTERM = 15;
const LOOKS = 50;
const LOOK_PAUSE_MS = 20;

/**
 * Sends TERM to the main process of a container. The kernel drops a signal to the first process of a namespace that
 * has no handler for it, so a process that has only just begun is given a second to make one; nothing tells when it has.
 */
export async function askToEnd(main: ProcessIdentity): Promise<void> {
  if (await hearsSignal(main.pid, SIGTERM)) sendSignal(main.pid, "SIGTERM");
  else void askWhenItHears(main);
}

async function askWhenItHears(main: ProcessIdentity): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    await delay(LOOK_PAUSE_MS, undefined, { ref: false });
    if (!(await isAlive(main))) return;
    if (await hearsSignal(main.pid, SIGTERM)) {
      sendSignal(main.pid, "SIGTERM");
      return;
    }
  }
}

import type { ext } from "@cwsandbox/wire";
import { SandboxUnavailableError } from "../errors/index.js";
import { deferred, ignore, untilAborted } from "../support/index.js";
import type { Call, LeaseShare } from "../transport/index.js";
import { type Caller, runStream } from "./run-call.js";

interface HeldLease {
  readonly leaseId: Promise<string>;
  /** Ends the stream, and the lease with it. */
  readonly end: () => void;
  shares: number;
}

/**
 * The one lease of this process on a server, shared by everything that must not outlive the process. Its
 * stream is open only while somebody has a share, so that it never keeps an idle program alive.
 */
export class SharedLease {
  readonly #caller: Caller;
  #held: HeldLease | null = null;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  async share(call: Call): Promise<LeaseShare> {
    const held = (this.#held ??= this.#hold());
    held.shares += 1;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      held.shares -= 1;
      if (held.shares > 0) return;
      this.#forget(held);
      held.end();
    };
    try {
      return { leaseId: await untilAborted(held.leaseId, call.signal), release };
    } catch (error) {
      release();
      throw error;
    }
  }

  #hold(): HeldLease {
    const granted = deferred<string>();
    granted.promise.catch(ignore);
    const open = deferred<void>();
    const held: HeldLease = { leaseId: granted.promise, end: open.resolve, shares: 0 };
    const requests = keepOpen(open.promise);
    const call: Call = { operation: "Hold lease" };
    const answers = runStream(this.#caller, call, (clients, options) =>
      clients.extension.holdLease(requests, options),
    );
    const follow = async (): Promise<void> => {
      for await (const { leaseId } of answers) granted.resolve(leaseId);
      granted.reject(new SandboxUnavailableError("The server ended the lease before it granted it."));
    };
    // A lease that breaks ends its sandboxes on the server; whoever uses them is told by their own calls.
    void follow()
      .catch(granted.reject)
      .finally(() => this.#forget(held));
    return held;
  }

  #forget(held: HeldLease): void {
    if (this.#held === held) this.#held = null;
  }
}

/** Sends one request, so that the server answers, and keeps the stream open until it is ended. */
async function* keepOpen(ended: Promise<void>): AsyncGenerator<ext.HoldLeaseRequest, void> {
  yield {};
  await ended;
}

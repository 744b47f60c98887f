import { type SandboxConfig, SandboxStatus } from "../config/index.js";
import { SandboxError } from "../errors/index.js";
import { onAbort, startTimer } from "../support/index.js";
import type { Call, CallEnd, CallEvent, CallLanguage } from "../transport/index.js";
import type { SandboxCore } from "./core.js";
import { nameOf, notInTime, notRunning } from "./errors.js";
import { asAccepted, wantedSandbox } from "./pending-start.js";
import { isReady } from "./ready.js";

type Exited = Extract<CallEnd, { readonly kind: "exited" }>;

/** A function to run. */
export interface WantedCall {
  readonly language: CallLanguage;
  /** Asked for when the server has room for the call. */
  readonly payload: () => readonly Uint8Array[];
  /** Takes what the function prints, piece by piece; what it throws ends the call. */
  readonly onOutput: (stream: "stdout" | "stderr", piece: Uint8Array) => void;
  /** Ends the call with its reason. */
  readonly signal: AbortSignal | undefined;
  /** Limit in seconds from the moment the function runs. */
  readonly timeoutSeconds: number;
  /** What a call that takes longer rejects with. */
  readonly makeTimeoutError: () => Error;
}

/** One call on its way, seen from its sandbox object: its phases, their limits, its errors. */
export class FunctionRun {
  readonly #core: SandboxCore;
  readonly #wanted: WantedCall;
  readonly #stopping = new AbortController();
  #isStarted = false;
  #endLimit: (() => void) | undefined;

  constructor(core: SandboxCore, wanted: WantedCall) {
    this.#core = core;
    this.#wanted = wanted;
  }

  /** Runs the call to the end of the function's process. */
  async toEnd(config: SandboxConfig, onResult: (bytes: Uint8Array) => void): Promise<Exited> {
    const core = this.#core;
    if (core.lifecycle.isOver) throw notRunning(core);
    core.callOff = () => this.#stopping.abort(notRunning(core));
    const stopListening = onAbort(this.#wanted.signal, (reason) => this.#stopping.abort(reason));
    try {
      const end = await this.#run(config, onResult);
      // A function that ended at once was not announced.
      if (end.kind === "exited") core.apply({ ...end.report, status: SandboxStatus.RUNNING });
      core.apply(end.report);
      if (end.kind === "exited") return end;
      isReady(core);
      throw new SandboxError(`${nameOf(core)} ended before its function did.`);
    } finally {
      stopListening();
      this.#endLimit?.();
      core.callOff = null;
    }
  }

  /** Ends the call with this error. */
  giveUp(error: Error): void {
    this.#stopping.abort(error);
  }

  async #run(config: SandboxConfig, onResult: (bytes: Uint8Array) => void): Promise<CallEnd> {
    const core = this.#core;
    const { language, payload } = this.#wanted;
    const transport = await core.transport();
    const { requestTimeoutSeconds } = core.settings;
    const asking = { operation: "Create sandbox", timeoutSeconds: requestTimeoutSeconds };
    const capabilities = await transport.capabilities({ ...asking, signal: this.#stopping.signal });
    const request = {
      language,
      sandbox: wantedSandbox(core, config, capabilities),
      payload: () => {
        // From here on the server has the call.
        core.createdAtMs = performance.now();
        this.#limit(requestTimeoutSeconds, () => notInTime(core, "ready", requestTimeoutSeconds));
        return payload();
      },
    };
    const take = (event: CallEvent): void => this.#take(event, onResult);
    return transport.runCall(request, take, this.#call());
  }

  /** What errors call it changes when the function runs. */
  #call(): Call {
    const isStarted = (): boolean => this.#isStarted;
    return {
      get operation() {
        return isStarted() ? "Execute command" : "Create sandbox";
      },
      signal: this.#stopping.signal,
    };
  }

  #take(event: CallEvent, onResult: (bytes: Uint8Array) => void): void {
    const core = this.#core;
    switch (event.kind) {
      case "accepted":
        core.apply(asAccepted(event.report));
        return;
      case "started":
        this.#isStarted = true;
        core.apply(event.report);
        this.#limit(this.#wanted.timeoutSeconds, this.#wanted.makeTimeoutError);
        return;
      case "output":
        this.#hear(event.stream, event.bytes);
        return;
      case "result":
        onResult(event.bytes);
    }
  }

  #hear(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    try {
      this.#wanted.onOutput(stream, bytes);
    } catch (error) {
      this.#stopping.abort(error);
    }
  }

  /** Takes the place of the limit before. */
  #limit(seconds: number, makeError: () => Error): void {
    this.#endLimit?.();
    this.#endLimit = startTimer(seconds, () => this.#stopping.abort(makeError()));
  }
}

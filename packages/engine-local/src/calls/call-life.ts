import { setTimeout as sleep } from "node:timers/promises";

import { createDeferred, isFinished, startTimer } from "@cwsandbox/engine";
import type {
  CallEnd,
  CallPayload,
  CallPiece,
  FunctionCall,
  SandboxRecord,
  SandboxSpec,
} from "@cwsandbox/engine";

import { lastChange, outcomeOfFailedStart } from "../lifecycle/index.js";
import type { Life, LifeParts, Outcome } from "../lifecycle/index.js";
import type { LogSource } from "../logs/index.js";
import type { RequestedEnd, ResolvedBase } from "../state/index.js";
import { KILLED } from "./call-process.js";
import type { ProcessEnd } from "./call-process.js";
import type { CallSandbox, Preparation } from "./preparation.js";

export interface CallLifeOptions {
  readonly parts: LifeParts;
  readonly preparation: Preparation;
  readonly spec: SandboxSpec;
  readonly payload: CallPayload;
  /** Called when nothing of the sandbox is left but its record. */
  readonly onRemoved: () => void;
}

/** How long the caller of a function that has ended has the processors for itself. */
const CLEARING_PAUSE_SECONDS = 0.005;

/** Made once: an error of its own for each call costs more than it tells. */
const OVER = new Error("The call is over.");

/** The sandbox of one call, from the moment it was taken for it to its end. */
export class CallLife implements Life, FunctionCall {
  readonly sandboxId: string;
  readonly idRange: Life["idRange"];
  readonly #options: CallLifeOptions;
  readonly #started = createDeferred<SandboxRecord>();
  readonly #end = createDeferred<CallEnd>();
  readonly #over = new AbortController();
  readonly #lifetime: Disposable;
  #sandbox: CallSandbox | undefined;
  #removal: Promise<void> = Promise.resolve();
  #hasEnded = false;

  constructor(options: CallLifeOptions) {
    const { parts, preparation, spec } = options;
    this.#options = options;
    this.sandboxId = preparation.id;
    this.idRange = preparation.idRange;
    const createdAt = new Date();
    parts.book.add({ id: preparation.id, spec, state: "creating", stateReason: "", createdAt });
    const lifetimeEnd = new Date(createdAt.getTime() + spec.maxLifetimeSeconds * 1000);
    this.#lifetime = startTimer(lifetimeEnd, () => {
      void this.stop(0, "lifetime", `the lifetime of ${spec.maxLifetimeSeconds} seconds is over`);
    });
    void this.#run();
  }

  get imageDigest(): string {
    return this.#options.preparation.imageDigest;
  }

  get base(): ResolvedBase | undefined {
    return this.#sandbox?.base;
  }

  /** The runner's output belongs to the call and not to a log. */
  get logSource(): LogSource {
    return { path: this.#options.parts.store.logFile(this.sandboxId), ended: this.#over.signal };
  }

  get started(): Promise<SandboxRecord> {
    return this.#started.promise;
  }

  get end(): Promise<CallEnd> {
    return this.#end.promise;
  }

  get pieces(): AsyncIterable<CallPiece> {
    return this.#readPieces();
  }

  /** A function has no way to be asked; so there is no grace. */
  async stop(_grace: number, endCause: RequestedEnd["cause"], stateReason: string): Promise<SandboxRecord> {
    this.#finish({ state: "terminated", change: { endedAt: new Date(), endCause, stateReason } });
    return this.#record();
  }

  async letGo(): Promise<void> {
    await this[Symbol.asyncDispose]();
    await this.#removal;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop(0, "stopped", "the function call has ended");
  }

  async #run(): Promise<void> {
    try {
      const sandbox = await this.#options.preparation.sandbox;
      this.#sandbox = sandbox;
      if (this.#over.signal.aborted) return;
      const sent = sandbox.process.send(this.#options.payload);
      await this.#untilStarted(sandbox);
      await sent;
      if (this.#over.signal.aborted) return;
      this.#started.resolve(
        this.#options.parts.book.change(this.sandboxId, "running", { startedAt: new Date() }),
      );
      const end = await sandbox.process.ended;
      this.#hasEnded = true;
      this.#end.resolve({ kind: "exited", ...end, outOfMemory: await ranOutOfMemory(sandbox, end) });
    } catch (error) {
      this.#finish(outcomeOfFailedStart(error, undefined));
    }
  }

  /** A container that ended without a word may have run a runner that broke: that is an end, not a failed start. */
  async #untilStarted({ process, container }: CallSandbox): Promise<void> {
    try {
      await process.ready;
    } catch {
      const problem = await container.startProblem();
      if (problem !== undefined) throw problem;
    }
  }

  async *#readPieces(): AsyncGenerator<CallPiece, void, undefined> {
    await this.#started.promise;
    if (this.#sandbox !== undefined) yield* this.#sandbox.process.readPieces();
  }

  /** The first end counts. Nobody waits until all is cleared away; what still runs is killed at once. */
  #finish(outcome: Outcome): void {
    if (isFinished(this.#record().state)) return;
    const { parts } = this.#options;
    this.#lifetime[Symbol.dispose]();
    this.#over.abort(OVER);
    const { state, change } = lastChange(this.#record(), outcome);
    const record = parts.book.change(this.sandboxId, state, change);
    this.#started.resolve(record);
    this.#end.resolve({ kind: "sandbox-ended", record });
    if (!this.#hasEnded) this.#sandbox?.container.kill();
    this.#removal = this.#remove(record);
  }

  async #remove(record: SandboxRecord): Promise<void> {
    const { parts, preparation, onRemoved } = this.#options;
    // A function that told its end is asleep, and to clear away keeps the processors from those who wait for it.
    if (this.#hasEnded) await sleep(CLEARING_PAUSE_SECONDS * 1000);
    await preparation.remove();
    await parts.store.save({ record, idRange: this.idRange }).catch((error: unknown) => {
      parts.logger.error(
        { err: error, sandboxId: this.sandboxId },
        "the record of a call's sandbox could not be written",
      );
    });
    onRemoved();
    parts.onFinished(this.sandboxId);
  }

  #record(): SandboxRecord {
    return this.#options.parts.book.get(this.sandboxId);
  }
}

/** The kernel counts its kills; only together with the exit code they tell about this one. */
async function ranOutOfMemory(
  { container }: CallSandbox,
  { exitCode, hasResult }: ProcessEnd,
): Promise<boolean> {
  return exitCode === KILLED && !hasResult && (await container.ranOutOfMemory());
}

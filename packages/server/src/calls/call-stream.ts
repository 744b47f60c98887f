import type { Engine, FunctionCall, SandboxRecord } from "@cwsandbox/engine";
import { type ext, FIRST_CALLS, type v1 } from "@cwsandbox/wire";
import type { Logger } from "pino";
import { explain } from "../interceptors/index.js";
import { limitCommand } from "../sessions/index.js";
import { createEventStream, type EventStream } from "./event-stream.js";
import type { QueueMember } from "./fair-queue.js";
import { IncomingCalls, type WholeCall } from "./incoming-calls.js";
import { type CallMessage, runCall } from "./run-call.js";

/** Messages that may wait for the client. A piece of output has up to 64 KiB. */
const MOST_WAITING_EVENTS = 32;
/** Payloads that wait for a sandbox; beyond it the client is not listened to before one has begun. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
/** Grants are told in batches, so that a single call is not accompanied by one. */
const GRANT_BATCH = FIRST_CALLS / 2;

/** A call that was checked and can begin. */
export interface ReadyCall {
  /** Longest time the function may take, in seconds; absent means no such limit. */
  readonly maxCommandSeconds?: number;
  readonly begin: (signal: AbortSignal) => Promise<FunctionCall>;
}

export interface CallStreamOptions {
  readonly engine: Engine;
  readonly logger: Logger;
  readonly member: QueueMember;
  readonly toWire: (record: SandboxRecord) => v1.Sandbox;
  /** @throws ServiceError for a request that cannot be carried out. */
  readonly check: (call: WholeCall) => ReadyCall;
}

/** All calls of one client's stream. Disposing ends them. */
export class CallStream implements AsyncDisposable {
  readonly events: EventStream<ext.RunCallsResponse> = createEventStream(MOST_WAITING_EVENTS);
  readonly #options: CallStreamOptions;
  readonly #incoming = new IncomingCalls();
  readonly #running = new Map<number, AbortController>();
  readonly #ends = new Set<Promise<void>>();
  #waitingBytes = 0;
  #begun: (() => void) | undefined;
  #unannounced = 0;

  constructor(options: CallStreamOptions) {
    this.#options = options;
  }

  /** Takes what the client sends until it has ended its side, or the signal aborts. Never rejects. */
  async follow(requests: AsyncIterable<ext.RunCallsRequest>, signal: AbortSignal): Promise<void> {
    const end = (): void => void this[Symbol.asyncDispose]();
    signal.addEventListener("abort", end, { once: true });
    try {
      for await (const request of requests) {
        this.#take(request);
        await this.#untilRoom();
      }
    } catch (error) {
      this.events.fail(error);
    } finally {
      signal.removeEventListener("abort", end);
      await this[Symbol.asyncDispose]();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#begun?.();
    for (const controller of this.#running.values()) controller.abort();
    await Promise.all(this.#ends);
    this.events.end();
  }

  #take({ callId, message }: ext.RunCallsRequest): void {
    if (message === undefined) return;
    if (message.$case === "cancel") {
      this.#running.get(callId)?.abort();
      return;
    }
    const whole = this.#incoming.take(callId, message);
    if (whole === undefined) return;
    const ended = this.#run(whole);
    this.#ends.add(ended);
    void ended.then(() => this.#ends.delete(ended));
  }

  /** Never rejects. */
  async #run(whole: WholeCall): Promise<void> {
    const { callId } = whole;
    const controller = new AbortController();
    const { signal } = controller;
    this.#running.set(callId, controller);
    const tell = (message: CallMessage): Promise<void> =>
      signal.aborted ? Promise.resolve() : this.events.push({ callId, message });
    const leave = this.#enter(whole);
    try {
      await this.#runChecked(whole, { signal, tell, leave });
    } catch (error) {
      const { logger } = this.#options;
      if (!signal.aborted) await tell(toFailed(error, logger));
    } finally {
      leave();
      this.#running.delete(callId);
    }
  }

  async #runChecked(whole: WholeCall, { signal, tell, leave }: Turn): Promise<void> {
    const { engine, member, toWire, check } = this.#options;
    const ready = check(whole);
    await member.enter(signal);
    let isIn = true;
    const onStarted = (): void => {
      if (isIn) member.leave();
      isIn = false;
      leave();
    };
    using limit = limitCommand(signal, ready.maxCommandSeconds);
    await runCall({
      begin: () => ready.begin(limit.signal),
      record: (sandboxId) => engine.get(sandboxId),
      toWire,
      tell,
      onStarted,
      signal: limit.signal,
    });
    limit.throwIfEnded();
  }

  /** Notes the payload as waiting; gives what notes that it waits no more, once. */
  #enter({ payload }: WholeCall): () => void {
    const sizeBytes = payload.reduce((sum, { length }) => sum + length, 0);
    this.#waitingBytes += sizeBytes;
    let isWaiting = true;
    return () => {
      if (!isWaiting) return;
      isWaiting = false;
      this.#waitingBytes -= sizeBytes;
      this.#begun?.();
      this.#grant();
    };
  }

  async #untilRoom(): Promise<void> {
    while (this.#waitingBytes > MOST_WAITING_BYTES) {
      await new Promise<void>((resolve) => {
        this.#begun = resolve;
      });
    }
  }

  #grant(): void {
    this.#unannounced += 1;
    if (this.#unannounced < GRANT_BATCH) return;
    const calls = this.#unannounced;
    this.#unannounced = 0;
    this.#incoming.grant(calls);
    void this.events.push({ callId: 0, message: { $case: "grant", value: { calls } } });
  }
}

interface Turn {
  readonly signal: AbortSignal;
  readonly tell: (message: CallMessage) => Promise<void>;
  /** The payload waits no more. */
  readonly leave: () => void;
}

function toFailed(error: unknown, logger: Logger): CallMessage {
  const { status, text, details } = explain(error, "RunCalls", logger);
  return { $case: "failed", value: { code: status, message: text, details } };
}

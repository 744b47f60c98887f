import type { Engine, FunctionCall, SandboxRecord } from "@cwsandbox/engine";
import { type ext, FIRST_CALLS, type v1 } from "@cwsandbox/wire";
import type { Logger } from "pino";
import { explain } from "../interceptors/index.js";
import { limitCommand } from "../sessions/index.js";
import { createEventStream, type EventStream } from "./event-stream.js";
import type { QueueMember } from "./fair-queue.js";
import { type IncomingCall, IncomingCalls } from "./incoming-calls.js";
import { type CallMessage, runCall } from "./run-call.js";

/** Messages that may wait for the client. A piece of output has up to 64 KiB. */
const MOST_WAITING_EVENTS = 32;
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
  readonly check: (call: IncomingCall) => ReadyCall;
}

/** All calls of one client's stream. Disposing ends them. */
export class CallStream implements AsyncDisposable {
  readonly events: EventStream<ext.RunCallsResponse> = createEventStream(MOST_WAITING_EVENTS);
  readonly #options: CallStreamOptions;
  readonly #incoming = new IncomingCalls((callId, bytes) => {
    const value = { bytes: BigInt(bytes) };
    void this.events.push({ callId, message: { $case: "wantPayload", value } });
  });
  readonly #running = new Map<number, AbortController>();
  readonly #ends = new Set<Promise<void>>();
  #unannounced = 0;

  constructor(options: CallStreamOptions) {
    this.#options = options;
  }

  /** Takes what the client sends until it has ended its side, or the signal aborts. Never rejects. */
  async follow(requests: AsyncIterable<ext.RunCallsRequest>, signal: AbortSignal): Promise<void> {
    const end = (): void => void this[Symbol.asyncDispose]();
    signal.addEventListener("abort", end, { once: true });
    try {
      for await (const request of requests) this.#take(request);
    } catch (error) {
      this.events.fail(error);
    } finally {
      signal.removeEventListener("abort", end);
      await this[Symbol.asyncDispose]();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const controller of this.#running.values()) controller.abort();
    await Promise.all(this.#ends);
    this.events.end();
  }

  #take({ callId, message }: ext.RunCallsRequest): void {
    if (message?.$case === "start") this.#start(this.#incoming.start(callId, message.value));
    else if (message?.$case === "payload") this.#incoming.append(callId, message.value);
    else if (message?.$case === "cancel") this.#running.get(callId)?.abort();
  }

  #start(call: IncomingCall): void {
    const ended = this.#run(call);
    this.#ends.add(ended);
    void ended.then(() => this.#ends.delete(ended));
  }

  /** Never rejects. */
  async #run(call: IncomingCall): Promise<void> {
    const { callId } = call;
    const controller = new AbortController();
    const { signal } = controller;
    this.#running.set(callId, controller);
    const tell = (message: CallMessage): Promise<void> =>
      signal.aborted ? Promise.resolve() : this.events.push({ callId, message });
    const leave = this.#enter();
    try {
      await this.#runChecked(call, { signal, tell, leave });
    } catch (error) {
      const { logger } = this.#options;
      if (!signal.aborted) await tell(toFailed(error, logger));
    } finally {
      leave();
      this.#incoming.end(callId);
      this.#running.delete(callId);
    }
  }

  async #runChecked(call: IncomingCall, { signal, tell, leave }: Turn): Promise<void> {
    const { engine, member, toWire, check } = this.#options;
    const ready = check(call);
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

  /** The call waits for a sandbox; gives what notes that it waits no more, once. */
  #enter(): () => void {
    let isWaiting = true;
    return () => {
      if (isWaiting) this.#grant();
      isWaiting = false;
    };
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
  /** The call waits no more for a sandbox. */
  readonly leave: () => void;
}

function toFailed(error: unknown, logger: Logger): CallMessage {
  const { status, text, details } = explain(error, "RunCalls", logger);
  return { $case: "failed", value: { code: status, message: text, details } };
}

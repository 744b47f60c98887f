import { ext, FIRST_CALLS } from "@cwsandbox/wire";
import { ClientError, Status } from "nice-grpc";
import { CWSandboxError, SandboxUnavailableError } from "../errors/index.js";
import { deferred, onAbort, WaitingLine } from "../support/index.js";
import type { Call, CallEnd, CallEvent, CallRequest } from "../transport/index.js";
import { toSandboxError } from "./errors.js";
import { toCallEnd, toCallEvent } from "./map-call.js";
import { OutgoingPayload } from "./outgoing-payload.js";
import { RequestQueue } from "./request-queue.js";
import { type Caller, runStream } from "./run-call.js";
import type { WantedSandbox } from "./wanted-sandboxes.js";

/** How long the stream stays open without a call. A program that has nothing else to do ends that much later. */
const LINGER_SECONDS = 0.2;

type Request = ext.DeepPartial<ext.RunCallsRequest>;
type Message = NonNullable<ext.RunCallsResponse["message"]>;

const LANGUAGES = {
  javascript: ext.CallLanguage.CALL_LANGUAGE_JAVASCRIPT,
  python: ext.CallLanguage.CALL_LANGUAGE_PYTHON,
} as const;

/** A call, and its sandbox as the server wants to hear of it. */
interface DescribedCall extends Pick<CallRequest, "language" | "payload"> {
  readonly wanted: WantedSandbox;
}

/** A call that is about to start. */
interface Takeoff {
  readonly request: DescribedCall;
  readonly payload: OutgoingPayload;
  readonly onEvent: (event: CallEvent) => void;
  readonly call: Call;
}

/** One call in flight. */
interface Flight {
  readonly call: Call;
  readonly payload: OutgoingPayload;
  readonly onEvent: (event: CallEvent) => void;
  readonly end: (end: CallEnd) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Many calls over one stream. It is open as long as there are calls and a moment longer, so that it never keeps an
 * idle program alive for long, and carries no more of them than the server has granted.
 */
export class CallStream {
  readonly #caller: Caller;
  readonly #requests = new RequestQueue<Request>();
  readonly #flights = new Map<number, Flight>();
  readonly #line = new WaitingLine();
  #failure: { readonly error: unknown } | null = null;
  #credits = FIRST_CALLS;
  #callCount = 0;
  #users = 0;
  #lingering: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(caller: Caller) {
    this.#caller = caller;
    void this.#follow();
  }

  /** Whether it takes no more calls: the next one needs another stream. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Runs a call to its end. The signal of `call` ends it, and the promise rejects with its reason. */
  async run(request: DescribedCall, onEvent: (event: CallEvent) => void, call: Call): Promise<CallEnd> {
    this.#users += 1;
    try {
      await this.#credit(call.signal);
      const payload = this.#payloadOf(request);
      return await this.#fly({ request, payload, onEvent, call });
    } finally {
      this.#users -= 1;
      if (this.#users === 0) this.#linger();
    }
  }

  async #credit(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#credits > 0) this.#credits -= 1;
    else await this.#line.untilCalled(signal);
    if (signal?.aborted !== true) return;
    this.#grant(1);
    signal.throwIfAborted();
  }

  /** A call that never starts leaves its place to another one. */
  #payloadOf({ payload }: DescribedCall): OutgoingPayload {
    try {
      return new OutgoingPayload(payload());
    } catch (error) {
      this.#grant(1);
      throw error;
    }
  }

  async #fly({ request, payload, onEvent, call }: Takeoff): Promise<CallEnd> {
    if (this.#failure !== null) throw this.#broken(this.#failure.error, call);
    this.#callCount += 1;
    const callId = this.#callCount;
    const outcome = deferred<CallEnd>();
    const stopListening = onAbort(call.signal, (reason) => {
      this.#requests.push({ callId, message: { $case: "cancel", value: {} } });
      outcome.reject(reason);
    });
    this.#flights.set(callId, { call, payload, onEvent, end: outcome.resolve, fail: outcome.reject });
    try {
      this.#start(callId, request, payload);
      return await outcome.promise;
    } finally {
      stopListening();
      this.#flights.delete(callId);
    }
  }

  #start(callId: number, { wanted, language }: DescribedCall, payload: OutgoingPayload): void {
    const start = {
      request: wanted.request,
      options: wanted.options,
      language: LANGUAGES[language],
      payloadBytes: BigInt(payload.sizeBytes),
      payload: payload.next(),
    };
    this.#requests.push({ callId, message: { $case: "start", value: start } });
    this.#sendPayload(callId, payload);
  }

  #sendPayload(callId: number, payload: OutgoingPayload): void {
    for (let piece = payload.next(); piece.length > 0; piece = payload.next()) {
      this.#requests.push({ callId, message: { $case: "payload", value: piece } });
    }
  }

  async #follow(): Promise<void> {
    const call: Call = { operation: "Run functions" };
    try {
      const answers = runStream(this.#caller, call, ({ calls }, options) =>
        calls.runCalls(this.#requests, options),
      );
      for await (const { callId, message } of answers) {
        if (message !== undefined) this.#take(callId, message);
      }
      this.#break(new SandboxUnavailableError("The server ended the stream of function calls."));
    } catch (error) {
      this.#break(error);
    }
  }

  #take(callId: number, message: Message): void {
    if (message.$case === "grant") {
      this.#grant(message.value.calls);
      return;
    }
    const flight = this.#flights.get(callId);
    if (flight === undefined) return;
    try {
      if (message.$case === "wantPayload") {
        flight.payload.allow(Number(message.value.bytes));
        this.#sendPayload(callId, flight.payload);
      }
      if (message.$case === "finished" && message.value.result.length > 0) {
        flight.onEvent({ kind: "result", bytes: message.value.result });
      }
      const end = toCallEnd(message);
      const event = toCallEvent(message);
      if (end !== undefined) flight.end(end);
      else if (event !== undefined) flight.onEvent(event);
      else if (message.$case === "failed") flight.fail(this.#refusal(flight.call, message.value));
    } catch (error) {
      flight.fail(error);
    }
  }

  #grant(calls: number): void {
    for (let left = calls; left > 0; left -= 1) {
      if (!this.#line.callNext()) this.#credits += 1;
    }
  }

  #refusal(call: Call, { code: status, message, details }: ext.CallFailed): Error {
    const code = toStatus(status);
    const { address } = this.#caller.connection;
    return toSandboxError({ code, text: message, detailBytes: details, cause: undefined, address }, call);
  }

  /** Whoever calls again at once finds the stream open. */
  #linger(): void {
    this.#lingering ??= setTimeout(() => {
      if (this.#users === 0) this.#close();
    }, LINGER_SECONDS * 1000);
    // One timer for all calls: it finds out by itself whether somebody has called meanwhile.
    this.#lingering.refresh();
  }

  #close(): void {
    this.#isClosed = true;
    this.#requests.end();
  }

  /** Every call gets an error of its own, because each says what it was about. */
  #break(error: unknown): void {
    this.#failure = { error };
    this.#close();
    for (const { call, fail } of this.#flights.values()) fail(this.#broken(error, call));
    this.#line.callAll();
  }

  #broken(error: unknown, call: Call): unknown {
    const cause = error instanceof CWSandboxError ? error.cause : undefined;
    if (!(cause instanceof ClientError)) return error;
    const { code, details: text } = cause;
    const { address } = this.#caller.connection;
    return toSandboxError({ code, text, detailBytes: undefined, cause, address }, call);
  }
}

const KNOWN_STATUSES: ReadonlyMap<number, Status> = new Map(
  Object.values(Status).flatMap((status) => (typeof status === "number" ? [[status, status] as const] : [])),
);

/** A number of a newer server counts as unknown. */
function toStatus(code: number): Status {
  return KNOWN_STATUSES.get(code) ?? Status.UNKNOWN;
}

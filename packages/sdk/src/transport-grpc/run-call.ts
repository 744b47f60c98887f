import { METADATA_KEY } from "@cwsandbox/wire";
import { type CallOptions, ClientError, Metadata } from "nice-grpc";
import { CWSandboxError, SandboxError, SandboxRequestTimeoutError } from "../errors/index.js";
import { ignore, type LinkedSignal, linkSignals, startTimer, untilAborted } from "../support/index.js";
import type { Call } from "../transport/index.js";
import type { Clients, Connection, Headers } from "./connection.js";
import { toSandboxError } from "./errors.js";

/** A connection with the headers of one caller. */
export interface Caller {
  readonly connection: Connection;
  readonly headers: Headers;
}

/** Runs a call with one answer: connects, limits, authenticates, and translates what goes wrong. */
export async function runUnary<Response>(
  caller: Caller,
  call: Call,
  invoke: (clients: Clients, options: CallOptions) => Promise<Response>,
): Promise<Response> {
  const attempt = new Attempt(caller, call);
  try {
    const clients = await attempt.connect();
    return await invoke(clients, attempt.options());
  } catch (error) {
    throw attempt.translate(error);
  } finally {
    attempt.release();
  }
}

/** The same for a call with many answers. Leaving the loop early cancels the call. */
export async function* runStream<Response>(
  caller: Caller,
  call: Call,
  invoke: (clients: Clients, options: CallOptions) => AsyncIterable<Response>,
): AsyncGenerator<Response, void> {
  const attempt = new Attempt(caller, call);
  try {
    const clients = await attempt.connect();
    yield* invoke(clients, attempt.options());
  } catch (error) {
    throw attempt.translate(error);
  } finally {
    attempt.release();
  }
}

/** How long a server may take to end a stream behind its last answer. */
const ENDING_SECONDS = 1;

/**
 * The same for answers of which one is the last. Behind it the server ends the stream, and nobody waits for that: to
 * cancel a stream that ends anyway makes an error on either side.
 */
export async function* runToLast<Response>(
  caller: Caller,
  call: Call,
  invoke: (clients: Clients, options: CallOptions) => AsyncIterable<Response>,
  isLast: (answer: Response) => boolean,
): AsyncGenerator<Response, void> {
  const leaving = new AbortController();
  const link = linkSignals({ signals: [call.signal, leaving.signal] });
  const answers = runStream(caller, { ...call, signal: link.signal }, invoke);
  let isEnding = false;
  try {
    for (let next = await answers.next(); next.done !== true; next = await answers.next()) {
      isEnding = isLast(next.value);
      if (isEnding) void letEnd(answers, leaving).then(link.release);
      yield next.value;
      if (isEnding) return;
    }
  } finally {
    if (!isEnding) {
      await answers.return();
      link.release();
    }
  }
}

/** Never rejects. */
async function letEnd(answers: AsyncGenerator, leaving: AbortController): Promise<void> {
  const stopWaiting = startTimer(ENDING_SECONDS, () => leaving.abort());
  await answers.next().catch(ignore);
  stopWaiting();
}

/** One call on its way: its limit, its signal, and the trailer that explains its failure. */
class Attempt {
  readonly #caller: Caller;
  readonly #call: Call;
  readonly #limit: LinkedSignal;
  readonly #startedAtMs = performance.now();
  #trailer: Metadata | undefined;

  constructor(caller: Caller, call: Call) {
    this.#caller = caller;
    this.#call = call;
    this.#limit = linkSignals({
      signals: [call.signal],
      timeoutSeconds: call.timeoutSeconds,
      makeTimeoutError: call.makeTimeoutError ?? (() => requestTimeout(call)),
    });
  }

  async connect(): Promise<Clients> {
    this.#limit.signal.throwIfAborted();
    return untilAborted(this.#caller.connection.clients(this.#caller.headers), this.#limit.signal);
  }

  options(): CallOptions {
    const metadata = Metadata(this.#caller.headers);
    const { timeoutSeconds } = this.#call;
    if (timeoutSeconds !== undefined && timeoutSeconds !== Number.POSITIVE_INFINITY) {
      const passedMs = performance.now() - this.#startedAtMs;
      metadata.set("grpc-timeout", timeoutText(timeoutSeconds * 1000 - passedMs));
    }
    return { metadata, signal: this.#limit.signal, onTrailer: (trailer) => (this.#trailer = trailer) };
  }

  /** What the user shall see: the reason of the signal or limit that ended the call, else the mapped status. */
  translate(error: unknown): unknown {
    if (this.#limit.signal.aborted) return this.#limit.signal.reason;
    if (error instanceof CWSandboxError) return error;
    if (error instanceof ClientError) {
      const failure = {
        code: error.code,
        text: error.details,
        detailBytes: this.#trailer?.get(METADATA_KEY.STATUS_DETAILS),
        cause: error,
        address: this.#caller.connection.address,
      };
      return toSandboxError(failure, this.#call);
    }
    const text = error instanceof Error ? error.message : String(error);
    return new SandboxError(`${this.#call.operation} failed: ${text}`, { cause: error });
  }

  release(): void {
    this.#limit.release();
  }
}

function requestTimeout(call: Call): Error {
  return new SandboxRequestTimeoutError(
    `${call.operation} timed out: no answer within ${call.timeoutSeconds} s.`,
  );
}

/** A time limit as the protocol writes it: at most eight digits and a unit. */
function timeoutText(remainingMs: number): string {
  const wholeMs = Math.max(1, Math.ceil(remainingMs));
  return wholeMs < 1e8 ? `${wholeMs}m` : `${Math.min(Math.ceil(wholeMs / 1000), 99_999_999)}S`;
}

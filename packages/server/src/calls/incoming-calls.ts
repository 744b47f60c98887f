import { type ext, FIRST_CALLS, MAX_CALL_PAYLOAD_BYTES } from "@cwsandbox/wire";
import { invalidField } from "../errors/index.js";
import { IncomingPayload } from "./incoming-payload.js";

/** A call that its client has started. More of its payload may be on its way. */
export interface IncomingCall {
  readonly callId: number;
  readonly start: ext.StartCall;
  readonly payload: IncomingPayload;
}

/** The calls of one stream, whose client is held to what it was granted. */
export class IncomingCalls {
  readonly #want: (callId: number, bytes: number) => void;
  readonly #payloads = new Map<number, IncomingPayload>();
  #granted = FIRST_CALLS;
  #lastCallId = 0;

  /** @param want - Told how much more of a payload its client may send. */
  constructor(want: (callId: number, bytes: number) => void) {
    this.#want = want;
  }

  /** The client may start more calls. */
  grant(calls: number): void {
    this.#granted += calls;
  }

  /** @throws ServiceError for what no client may send; the stream is of no use then. */
  start(callId: number, start: ext.StartCall): IncomingCall {
    if (callId <= this.#lastCallId) {
      throw invalidField("call_id", `${String(callId)} does not follow ${String(this.#lastCallId)}`);
    }
    if (this.#granted === 0)
      throw invalidField("start", "the client was granted no more calls; wait for a grant");
    if (start.payloadBytes > MAX_CALL_PAYLOAD_BYTES) {
      throw invalidField("start.payload_bytes", `is more than ${String(MAX_CALL_PAYLOAD_BYTES)} bytes`);
    }
    this.#granted -= 1;
    this.#lastCallId = callId;
    const payload = new IncomingPayload(Number(start.payloadBytes), (bytes) => {
      this.#want(callId, bytes);
    });
    this.#payloads.set(callId, payload);
    this.append(callId, start.payload);
    return { callId, start, payload };
  }

  /** Takes a piece of a payload; that of a call that has ended is dropped. Throws like {@link start}. */
  append(callId: number, piece: Uint8Array): void {
    const payload = this.#payloads.get(callId);
    const isExpected = payload === undefined ? callId <= this.#lastCallId : payload.take(piece);
    if (isExpected) return;
    throw invalidField("payload", `call ${String(callId)} was not asked for such a piece of a payload`);
  }

  /** The call has ended; nothing more of its payload is wanted. */
  end(callId: number): void {
    this.#payloads.get(callId)?.end();
    this.#payloads.delete(callId);
  }
}

import { type ext, FIRST_CALLS, MAX_CALL_PAYLOAD_BYTES } from "@cwsandbox/wire";
import { invalidField } from "../errors/index.js";

/** A call whose payload has come in full. */
export interface WholeCall {
  readonly callId: number;
  readonly start: ext.StartCall;
  readonly payload: readonly Uint8Array[];
}

interface PartialCall {
  readonly callId: number;
  readonly start: ext.StartCall;
  readonly pieces: Uint8Array[];
  missingBytes: number;
}

/** Puts the calls of one stream together, and holds their client to what it was granted. */
export class IncomingCalls {
  #granted = FIRST_CALLS;
  #lastCallId = 0;
  #partial: PartialCall | undefined;

  /** The client may start more calls. */
  grant(calls: number): void {
    this.#granted += calls;
  }

  /**
   * The call that a start or a piece of a payload completes; undefined while something is missing.
   *
   * @throws ServiceError for what no client may send; the stream is of no use then.
   */
  take(callId: number, message: StartOrPayload): WholeCall | undefined {
    if (message.$case === "start") this.#begin(callId, message.value);
    else this.#append(callId, message.value);
    const partial = this.#partial;
    if (partial === undefined || partial.missingBytes > 0) return undefined;
    this.#partial = undefined;
    return { callId, start: partial.start, payload: partial.pieces };
  }

  #begin(callId: number, start: ext.StartCall): void {
    if (this.#partial !== undefined) {
      throw invalidField("start", `call ${String(this.#partial.callId)} lacks a part of its payload`);
    }
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
    this.#partial = { callId, start, pieces: [], missingBytes: Number(start.payloadBytes) };
    this.#append(callId, start.payload);
  }

  #append(callId: number, piece: Uint8Array): void {
    const partial = this.#partial;
    if (partial?.callId !== callId || piece.length > partial.missingBytes) {
      throw invalidField("payload", `call ${String(callId)} expects no such piece of a payload`);
    }
    if (piece.length > 0) partial.pieces.push(piece);
    partial.missingBytes -= piece.length;
  }
}

type StartOrPayload = Extract<
  NonNullable<ext.RunCallsRequest["message"]>,
  { readonly $case: "start" | "payload" }
>;

import { type ShippedValues, sizeOfParts } from "../values/index.js";
import { type CapturedCall, encodeCall } from "./capture-call.js";
import { type Sent, warnIfLarge } from "./explain.js";

/** A call on its way to its sandbox. It lets go of what was captured when that is sent, because it may be large. */
export class UnsentCall {
  /** What the result may refer to. */
  readonly shipped: ShippedValues;
  #captured: CapturedCall | null;
  #bundle: Uint8Array | null;

  /** @param bundle - What the function uses of packages, as program text. */
  constructor(captured: CapturedCall, bundle: Uint8Array | null) {
    this.shipped = captured.capture.shipped;
    this.#captured = captured;
    this.#bundle = bundle;
  }

  /** The call as bytes, in parts; once. */
  encode(target: Sent): readonly Uint8Array[] {
    const captured = this.#captured;
    if (captured === null) throw new TypeError("A call is sent only once.");
    const parts = encodeCall(captured, this.#bundle);
    warnIfLarge(target, captured, sizeOfParts(parts));
    this.#captured = null;
    this.#bundle = null;
    return parts;
  }
}

import { bundleReferences } from "../bundling/index.js";
import { untilAborted } from "../support/index.js";
import { type ShippedValues, sizeOfParts } from "../values/index.js";
import { type CapturedCall, encodeCall } from "./capture-call.js";
import { type Sent, warnIfLarge } from "./explain.js";

/** A call on its way to its sandbox. It lets go of what was captured when that is sent, because it may be large. */
export class UnsentCall {
  /** What the result may refer to. */
  readonly shipped: ShippedValues;
  #captured: CapturedCall | null;
  #bundle: Uint8Array | null = null;

  constructor(captured: CapturedCall) {
    this.shipped = captured.capture.shipped;
    this.#captured = captured;
  }

  /** Whether the function uses something of packages that must be bundled first. */
  get needsBundle(): boolean {
    return this.#unsent.capture.bundled.length > 0;
  }

  /** Makes program text of what the function uses of packages. */
  async bundle(signal: AbortSignal | undefined): Promise<void> {
    this.#bundle = await untilAborted(bundleReferences(this.#unsent.capture), signal);
  }

  /** The call as bytes, in parts; once. */
  encode(target: Sent): readonly Uint8Array[] {
    const captured = this.#unsent;
    const parts = encodeCall(captured, this.#bundle);
    warnIfLarge(target, captured, sizeOfParts(parts));
    this.#captured = null;
    this.#bundle = null;
    return parts;
  }

  get #unsent(): CapturedCall {
    if (this.#captured === null) throw new TypeError("A call is sent only once.");
    return this.#captured;
  }
}

import { OperationRef } from "../handles/index.js";
import { ByteCollector, decodeText } from "../streams/index.js";

/** A function may print without end, so only the last part of each output is kept. */
const KEPT_OUTPUT_BYTES = 16 * 1024 * 1024;

/** What one call printed until now. */
export interface PrintedOutput {
  readonly stdout: ByteCollector;
  readonly stderr: ByteCollector;
}

export function nothingPrinted(): PrintedOutput {
  return { stdout: new ByteCollector(KEPT_OUTPUT_BYTES), stderr: new ByteCollector(KEPT_OUTPUT_BYTES) };
}

/** One call of a remote function, already on its way. Awaiting it gives what the function returns. */
export class FunctionCall<Result> extends OperationRef<Result> {
  readonly #printed: PrintedOutput;

  /** @hidden */
  constructor(outcome: PromiseLike<Result>, printed: PrintedOutput) {
    super(outcome);
    this.#printed = printed;
  }

  /**
   * What the function has printed on standard output until now; complete once the call has ended, however it
   * ended. The last 16 MiB are kept, behind a line that says how much is missing.
   */
  get stdout(): string {
    return decodeText(this.#printed.stdout.bytes());
  }

  /** The same for standard error. Of a function that threw, it ends with the error and its stack trace. */
  get stderr(): string {
    return decodeText(this.#printed.stderr.bytes());
  }
}

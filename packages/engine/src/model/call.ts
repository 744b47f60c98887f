import type { OutputStream } from "./exec.js";
import type { SandboxRecord, SandboxSpec } from "./sandbox.js";

/** What a function is written in. It names the runner, and with it the form of payload and result. */
export type CallLanguage = "javascript" | "python";

/** A call that is wanted. */
export interface CallSpec {
  /** The sandbox for it. Its `command` is kept with the record and not run: the main process is the runner. */
  readonly sandbox: SandboxSpec;
  readonly language: CallLanguage;
  readonly payload: CallPayload;
}

/** A piece of what the function's process gives: its output, or its result. */
export interface CallPiece {
  readonly stream: OutputStream | "result";
  readonly data: Uint8Array;
}

/** What a call is about, as it arrives. */
export interface CallPayload {
  readonly sizeBytes: number;
  /** Read once, as fast as the sandbox takes it. It may end early when its call is about to be disposed of. */
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** How a call ended. */
export type CallEnd =
  /** The function's process ended by itself, or by a limit of its own; 128 + signal number when a signal ended it. */
  | {
      readonly kind: "exited";
      readonly exitCode: number;
      /** Whether the pieces of the result make a whole one. */
      readonly hasResult: boolean;
      /** Whether the kernel killed it because the sandbox was out of memory; false where the engine cannot tell. */
      readonly outOfMemory: boolean;
    }
  /** The sandbox could not be started, or was ended while the function ran. The record, which is finished, says why. */
  | { readonly kind: "sandbox-ended"; readonly record: SandboxRecord };

/**
 * One call of a function in a sandbox of its own. Whoever holds it reads `pieces` to the end or disposes of it:
 * what is unread stops the function (back-pressure), it is never dropped.
 */
export interface FunctionCall extends AsyncDisposable {
  /** The sandbox of the call, which is listed and can be stopped like any other. */
  readonly sandboxId: string;
  /** The record once the function's process has the payload; a finished one when it never came so far. Never rejects. */
  readonly started: Promise<SandboxRecord>;
  /** In the order of arrival; ends with the process. Readable once. */
  readonly pieces: AsyncIterable<CallPiece>;
  /** Never rejects. */
  readonly end: Promise<CallEnd>;
  /** Ends the call and its sandbox. When it resolves nothing in there runs any more, and the record is finished. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** How well sandboxes were prepared for those who wanted one. Counted since the engine was opened. */
export interface PreparationCounts {
  /** A prepared sandbox was there. */
  readonly hits: number;
  /** One was being prepared, and was waited for. */
  readonly waits: number;
  /** There was none, and one was made. */
  readonly misses: number;
  /** Sandboxes that are prepared at this moment. */
  readonly prepared: number;
  /** Sandboxes that are being prepared at this moment. */
  readonly preparing: number;
}

import { REASON } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { ServiceError } from "../errors/index.js";

/** The signal that ends a command: its caller's, or that of the sandbox's own limit. */
export interface CommandLimit extends Disposable {
  readonly signal: AbortSignal;
  /**
   * @throws what ended the command: COMMAND_TIMEOUT, or the caller's reason.
   */
  throwIfEnded(): void;
}

const MILLISECONDS_PER_SECOND = 1000;

/** @param maxSeconds Longest time one command of the sandbox may take; absent means no such limit. */
export function limitCommand(callSignal: AbortSignal, maxSeconds: number | undefined): CommandLimit {
  if (maxSeconds === undefined) {
    return { signal: callSignal, throwIfEnded: () => callSignal.throwIfAborted(), [Symbol.dispose]() {} };
  }
  const controller = new AbortController();
  const forward = (): void => controller.abort(callSignal.reason);
  callSignal.addEventListener("abort", forward, { once: true });
  if (callSignal.aborted) forward();
  const timer = setTimeout(() => controller.abort(timeout(maxSeconds)), maxSeconds * MILLISECONDS_PER_SECOND);
  return {
    signal: controller.signal,
    throwIfEnded: () => controller.signal.throwIfAborted(),
    [Symbol.dispose]() {
      clearTimeout(timer);
      callSignal.removeEventListener("abort", forward);
    },
  };
}

function timeout(maxSeconds: number): ServiceError {
  return new ServiceError(
    Status.DEADLINE_EXCEEDED,
    `The command took longer than the ${String(maxSeconds)} s that this sandbox allows, and was ended`,
    { reason: REASON.COMMAND_TIMEOUT },
  );
}

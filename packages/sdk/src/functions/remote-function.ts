import { type InspectedFunction, inspectFunction, REMOTE_FUNCTION } from "../capture/index.js";
import { type CallPlace, rememberCallPlace, retrace } from "./call-place.js";
import { callRemotely, type CallTarget } from "./call.js";
import { explainFunction, type FunctionExplanation } from "./explain.js";
import { FunctionCall, nothingPrinted } from "./function-call.js";
import type { FunctionHost } from "./host.js";
import type { MapSource } from "./map-source.js";
import { mapStream } from "./map-stream.js";
import type { MapStreamOptions } from "./map-stream-options.js";
import { linkSignals } from "../support/index.js";
import { readFunctionOptions, type RemoteFunctionOptions } from "./options.js";

/** A function whose calls run in sandboxes, each in a new one. Made by `session.function`. */
export interface RemoteFunction<Parameters extends unknown[], Result> {
  /** The same as {@link RemoteFunction.remote}; as a method, it takes its object along as `this`. */
  (...args: Parameters): FunctionCall<Awaited<Result>>;
  /** Name of the original function. */
  readonly name: string;
  /** The function as it was given, with all other wrappers. */
  readonly original: (...args: Parameters) => Result;
  /**
   * Starts one execution and returns at once. Everything that can go wrong arrives through the handle:
   * FunctionSerializationError before any sandbox exists, SandboxExecutionError when the function throws or ends
   * its process, SandboxTimeoutError when it takes too long.
   */
  readonly remote: (...args: Parameters) => FunctionCall<Awaited<Result>>;
  /** Starts one execution per argument list, all at once, and returns their handles in the same order. */
  readonly map: (items: Iterable<Readonly<Parameters>>) => FunctionCall<Awaited<Result>>[];
  /**
   * Maps over a source of any length, also an endless or asynchronous one: at most `concurrency` calls run at a
   * time, and the source is read only as fast as results are taken. Leaving the loop ends everything.
   */
  readonly mapStream: <Replacement = never>(
    items: MapSource<Readonly<Parameters>>,
    options?: MapStreamOptions<Parameters, Replacement>,
  ) => AsyncGenerator<Awaited<Result> | Replacement, void, undefined>;
  /** Calls the original in this process. */
  readonly local: (...args: Parameters) => Result;
  /** Lists what a call would send besides its arguments; sends nothing. Throws what the call would be refused with. */
  readonly explain: () => FunctionExplanation;
  /** A new remote function with these options over the present ones. */
  readonly with: (options: RemoteFunctionOptions) => RemoteFunction<Parameters, Result>;
}

/**
 * Makes a remote function. Nothing is sent before a call.
 *
 * @throws AsyncFunctionError for generators, whose result is not one value.
 * @throws CWSandboxValidationError for what is not a function, and for unknown or wrong options.
 */
export function createRemoteFunction<Parameters extends unknown[], Result>(
  fn: (...args: Parameters) => Result,
  host: FunctionHost,
  options: RemoteFunctionOptions = {},
): RemoteFunction<Parameters, Result> {
  const inspected = inspectFunction(fn);
  const checked = readFunctionOptions(options);
  const target: CallTarget = { fn: inspected.original, name: inspected.name, host, options: checked };
  const call = (args: Readonly<Parameters>, place: CallPlace, receiver?: unknown) => {
    const printed = nothingPrinted();
    const outcome = callRemotely(target, { args, receiver, printed });
    return new FunctionCall(asResult<Result>(outcome, place), printed);
  };
  const callable = function (this: unknown, ...args: Parameters): FunctionCall<Awaited<Result>> {
    return call(args, rememberCallPlace(callable), this);
  };
  const remote = (...args: Parameters): FunctionCall<Awaited<Result>> =>
    call(args, rememberCallPlace(remote));
  const map = (items: Iterable<Readonly<Parameters>>): FunctionCall<Awaited<Result>>[] => {
    const place = rememberCallPlace(map);
    return Array.from(items, (args) => call(args, place));
  };
  const stream = <Replacement = never>(
    items: MapSource<Readonly<Parameters>>,
    streamOptions: MapStreamOptions<Parameters, Replacement> = {},
  ): AsyncGenerator<Awaited<Result> | Replacement, void, undefined> => {
    const place = rememberCallPlace(stream);
    const run = async (args: Readonly<Parameters>, signal: AbortSignal): Promise<Awaited<Result>> => {
      const linked = linkSignals({ signals: [signal, checked.signal ?? undefined] });
      const input = { args, receiver: undefined, printed: nothingPrinted() };
      const limited = { ...target, options: { ...checked, signal: linked.signal } };
      return asResult<Result>(callRemotely(limited, input), place).finally(linked.release);
    };
    return mapStream(run, items, streamOptions);
  };
  const remoteFunction: RemoteFunction<Parameters, Result> = Object.assign(callable, {
    original: fn,
    remote,
    map,
    mapStream: stream,
    local: (...args: Parameters) => fn(...args),
    explain: () => explainFunction(fn, checked),
    with: (more: RemoteFunctionOptions) =>
      createRemoteFunction(fn, host, { ...checked, ...readFunctionOptions(more) }),
  });
  describe(remoteFunction, inspected);
  return remoteFunction;
}

/** It looks like the original to programs that look at functions, and capture finds the original in it. */
function describe(remoteFunction: object, { name, length, original }: InspectedFunction): void {
  Object.defineProperties(remoteFunction, {
    name: { value: name, configurable: true },
    length: { value: length, configurable: true },
    [REMOTE_FUNCTION]: { value: original },
  });
}

/** What the sandbox returns for a function is what the function's own type says. */
async function asResult<Result>(outcome: Promise<unknown>, place: CallPlace): Promise<Awaited<Result>> {
  try {
    const value: unknown = await outcome;
    return value as Awaited<Result>;
  } catch (error) {
    retrace(error, place);
    throw error;
  }
}

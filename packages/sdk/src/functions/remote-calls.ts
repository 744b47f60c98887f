import { linkSignals } from "../support/index.js";
import { type CallLine, ownPlaces, type ReadyCall, SharedPlace } from "./begin-calls.js";
import { type CallPlace, rememberCallPlace, retrace } from "./call-place.js";
import type { CallMoment } from "./capture-call.js";
import { FunctionCall, nothingPrinted, type PrintedOutput } from "./function-call.js";
import type { MapSource } from "./map-source.js";
import { mapStream } from "./map-stream.js";
import type { MapStreamOptions } from "./map-stream-options.js";
import type { RemoteFunctionOptions } from "./options.js";

/** What can be called in a sandbox: a JavaScript function or a Python function of a session. */
export interface RemoteCalls<Parameters extends unknown[], Result> {
  /** The same as {@link RemoteCalls.remote}; as a method, it takes its object along as `this`. */
  (...args: Parameters): FunctionCall<Awaited<Result>>;
  /** Name of the function. */
  readonly name: string;
  /**
   * Starts one execution and returns at once. Everything that can go wrong arrives through the handle:
   * FunctionSerializationError before any sandbox exists, SandboxExecutionError when the function fails or ends
   * its process, SandboxTimeoutError when it takes too long.
   */
  readonly remote: (...args: Parameters) => FunctionCall<Awaited<Result>>;
  /**
   * Starts one execution per argument list, all at once, and returns their handles in the same order. All lists are
   * taken first; then arguments and variables are read. Of very many, 500 at a time get sandboxes; the others wait for
   * those before.
   */
  readonly map: (items: Iterable<Readonly<Parameters>>) => FunctionCall<Awaited<Result>>[];
  /**
   * Maps over a source of any length, also an endless or asynchronous one: at most `concurrency` calls run at a
   * time, and the source is read only as fast as results are taken. Leaving the loop ends everything.
   */
  readonly mapStream: <Replacement = never>(
    items: MapSource<Readonly<Parameters>>,
    options?: MapStreamOptions<Parameters, Replacement>,
  ) => AsyncGenerator<Awaited<Result> | Replacement, void, undefined>;
}

/** What a single call is made with. */
export interface CallRequest<Parameters> {
  readonly args: Readonly<Parameters>;
  readonly options: RemoteFunctionOptions;
  /** The object it was called on as a method. */
  readonly receiver: unknown;
  /** The same for calls that begin at the same moment with the same receiver. */
  readonly moment: CallMoment;
  /** Gathers what the function prints. */
  readonly printed: PrintedOutput;
}

/** Reads all that a call needs of this process; throws when something of it cannot travel. */
export type PrepareCall<Parameters> = (request: CallRequest<Parameters>) => ReadyCall;

/** All ways to call a function remotely, over one way to make a call ready. */
export function createRemoteCalls<Parameters extends unknown[], Result>(
  prepare: PrepareCall<Parameters>,
  options: RemoteFunctionOptions,
): RemoteCalls<Parameters, Result> {
  const signal = options.signal ?? undefined;
  const single = ownPlaces(signal);
  const begin = (
    request: Omit<CallRequest<Parameters>, "options" | "printed">,
    place: CallPlace,
    line: CallLine,
  ) => {
    const printed = nothingPrinted();
    const outcome = begun(() => line.begin(prepare({ ...request, options, printed })));
    return new FunctionCall(asResult<Result>(outcome, place), printed);
  };
  const callable = function (this: unknown, ...args: Parameters): FunctionCall<Awaited<Result>> {
    return begin({ args, receiver: this, moment: {} }, rememberCallPlace(callable), single);
  };
  const remote = (...args: Parameters): FunctionCall<Awaited<Result>> =>
    begin({ args, receiver: undefined, moment: {} }, rememberCallPlace(remote), single);
  const map = (items: Iterable<Readonly<Parameters>>): FunctionCall<Awaited<Result>>[] => {
    const place = rememberCallPlace(map);
    const moment: CallMoment = {};
    const line = new SharedPlace(signal);
    // All of them before the first call: making items can run code that changes variables.
    return [...items].map((args) => begin({ args, receiver: undefined, moment }, place, line));
  };
  const stream = <Replacement = never>(
    items: MapSource<Readonly<Parameters>>,
    streamOptions: MapStreamOptions<Parameters, Replacement> = {},
  ): AsyncGenerator<Awaited<Result> | Replacement, void, undefined> => {
    const place = rememberCallPlace(stream);
    const runUntil = async (args: Readonly<Parameters>, stop: AbortSignal): Promise<Awaited<Result>> => {
      const linked = linkSignals({ signals: [stop, signal] });
      const limited = { ...options, signal: linked.signal };
      const call = { args, options: limited, receiver: undefined, moment: {}, printed: nothingPrinted() };
      const outcome = begun(() => ownPlaces(linked.signal).begin(prepare(call)));
      return asResult<Result>(outcome, place).finally(linked.release);
    };
    return mapStream(runUntil, items, streamOptions);
  };
  return Object.assign(callable, { remote, map, mapStream: stream });
}

/** What cannot be made ready is told like what fails later. */
function begun(begin: ReadyCall): Promise<unknown> {
  try {
    return begin();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** What the sandbox returns for a function is what the function's own type says. */
function asResult<Result>(outcome: Promise<unknown>, place: CallPlace): Promise<Awaited<Result>> {
  return outcome.then(
    (value) => value as Awaited<Result>,
    (error: unknown) => {
      retrace(error, place);
      throw error;
    },
  );
}

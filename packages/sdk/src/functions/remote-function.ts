import { type InspectedFunction, inspectFunction, REMOTE_FUNCTION } from "../capture/index.js";
import { DEFAULT_TEMP_DIR } from "../config/index.js";
import { prepareCall } from "./call.js";
import { explainFunction, type FunctionExplanation } from "./explain.js";
import { type FunctionHost, type FunctionOwner, hostOf } from "./host.js";
import { readFunctionOptions, type RemoteFunctionOptions } from "./options.js";
import { createRemoteCalls, type RemoteCalls } from "./remote-calls.js";

/** Options of a remote function that is constructed, and the session it belongs to. */
export interface ConstructedFunctionOptions extends RemoteFunctionOptions {
  /** Owns the sandboxes of the calls. */
  readonly session: FunctionOwner;
}

/** A function whose calls run in sandboxes, each in a new one. Made by `session.function`, or with `new`. */
export interface RemoteFunction<Parameters extends unknown[], Result> extends RemoteCalls<
  Parameters,
  Result
> {
  /** The function as it was given, with all other wrappers. */
  readonly original: (...args: Parameters) => Result;
  /** Calls the original in this process. */
  readonly local: (...args: Parameters) => Result;
  /** Lists what a call would send besides its arguments; sends nothing. Throws what the call would be refused with. */
  readonly explain: () => FunctionExplanation;
  /** A new remote function with these options over the present ones. */
  readonly with: (options: RemoteFunctionOptions) => RemoteFunction<Parameters, Result>;
}

/**
 * The constructor does what `session.function` does, but the files of a call are in `/tmp` where `tempDir` does not
 * say otherwise, whatever the session has (documented rule).
 *
 * @throws AsyncFunctionError, CWSandboxValidationError as `session.function` does, and for what is no session.
 */
export class RemoteFunction<Parameters extends unknown[], Result> {
  constructor(fn: (...args: Parameters) => Result, { session, ...options }: ConstructedFunctionOptions) {
    const host = { ...hostOf(session), tempDir: DEFAULT_TEMP_DIR, ownTempDir: null };
    return createRemoteFunction(fn, host, options);
  }

  /**
   * Whether calls of it run in sandboxes, however it was made.
   *
   * @internal
   */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "function" && Object.hasOwn(value, REMOTE_FUNCTION);
  }
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
  const { original, name } = inspected;
  const calls = createRemoteCalls<Parameters, Result>(
    ({ options: callOptions, ...input }) =>
      prepareCall({ fn: original, name, host, options: callOptions }, input),
    checked,
  );
  const remoteFunction: RemoteFunction<Parameters, Result> = Object.assign(calls, {
    original: fn,
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

import { NOT_CAPTURABLE } from "../../capture/index.js";
import type { FunctionHost } from "../host.js";
import { createRemoteCalls, type RemoteCalls } from "../remote-calls.js";
import { preparePythonCall } from "./call-python.js";
import { type PythonFunctionOptions, readPythonOptions } from "./python-options.js";
import { readPythonSource } from "./python-source.js";

/** A function in Python whose calls run in sandboxes, each in a new one. Made by `session.pythonFunction`. */
export interface PythonFunction<Parameters extends unknown[], Result> extends RemoteCalls<
  Parameters,
  Result
> {
  /** What is sent: the source without common indentation and without decorators of sessions. */
  readonly source: string;
  /** A new function of the same source with these options over the present ones. */
  readonly with: (options: PythonFunctionOptions) => PythonFunction<Parameters, Result>;
}

/** The `pythonFunction` member of a session. */
export type PythonFunctionFactory = <Parameters extends unknown[] = unknown[], Result = unknown>(
  source: string,
  options?: PythonFunctionOptions,
) => PythonFunction<Parameters, Result>;

/**
 * Makes a Python function. Nothing is sent before a call.
 *
 * @throws AsyncFunctionError for an `async def`, and for what wraps one.
 * @throws CWSandboxValidationError for a source without the function, and for unknown or wrong options.
 */
export function createPythonFunction<Parameters extends unknown[], Result>(
  host: FunctionHost,
  given: string,
  options: PythonFunctionOptions = {},
): PythonFunction<Parameters, Result> {
  const checked = readPythonOptions(options);
  const source = readPythonSource(given, checked.name);
  const target = { source, host, globals: checked.globals, serialization: checked.serialization };
  const calls = createRemoteCalls<Parameters, Result>(
    (request) => preparePythonCall(target, request),
    checked.call,
  );
  const pythonFunction: PythonFunction<Parameters, Result> = Object.assign(calls, {
    source: source.source,
    with: (more: PythonFunctionOptions) =>
      createPythonFunction<Parameters, Result>(host, given, { ...options, ...checked.call, ...more }),
  });
  Object.defineProperties(pythonFunction, {
    name: { value: source.name, configurable: true },
    [NOT_CAPTURABLE]: { value: "it is a Python function of a session, which belongs to this process" },
  });
  return pythonFunction;
}

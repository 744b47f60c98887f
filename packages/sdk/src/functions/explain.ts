import {
  type Capture,
  captureFunction,
  type ExplainedVariable,
  explainVariables,
  inspectFunction,
} from "../capture/index.js";
import { encodeFrame, sizeOfParts } from "../values/index.js";
import { type CapturedCall, captureOptions } from "./capture-call.js";
import { readFunctionOptions, type RemoteFunctionOptions } from "./options.js";

/** What would travel into a sandbox if a function were called now, besides its arguments. */
export interface FunctionExplanation {
  /** Name of the function. */
  readonly name: string;
  /** Size in bytes of the code and the variables, without code of packages. */
  readonly sizeBytes: number;
  /** Packages of which something would be sent along. */
  readonly packages: readonly string[];
  /** Every variable of every function that travels. */
  readonly variables: readonly ExplainedVariable[];
}

/**
 * Lists what would travel, without sending anything.
 *
 * @throws FunctionSerializationError naming the variable that cannot travel, as a call would.
 */
export function explainFunction(fn: unknown, options: RemoteFunctionOptions = {}): FunctionExplanation {
  const { name, original } = inspectFunction(fn);
  const capture = captureFunction(original, captureOptions(readFunctionOptions(options)));
  return {
    name,
    sizeBytes: sizeOf(capture),
    packages: [...new Set(capture.bundled.flatMap(({ reference }) => reference.packageName ?? []))],
    variables: variablesOf(capture),
  };
}

function variablesOf({ graph, bundled, variables }: Capture): ExplainedVariable[] {
  const packages = new Map(bundled.map(({ name, reference }) => [name, reference.packageName]));
  return explainVariables(graph, variables, (name) => packages.get(name) ?? null);
}

function sizeOf({ graph: { attachments, ...graph } }: Capture): number {
  return sizeOfParts(encodeFrame(graph, attachments));
}

const DEFAULT_WARN_ABOVE_BYTES = 10 * 1024 * 1024;
const warned = new WeakSet<object>();

/** A function of which a call is sent. */
export interface Sent {
  readonly fn: object;
  readonly name: string;
  readonly options: RemoteFunctionOptions;
}

/** Warns once for each function that sends much captured data with every call. */
export function warnIfLarge({ fn, name, options }: Sent, captured: CapturedCall, sizeBytes: number): void {
  const limit = options.warnAboveSizeBytes ?? DEFAULT_WARN_ABOVE_BYTES;
  if (sizeBytes <= limit || warned.has(fn)) return;
  // Arguments are given on purpose.
  const { values: _values, ...graph } = captured.capture.graph;
  const [largest] = variablesOf({ ...captured.capture, graph }).sort((a, b) => b.sizeBytes - a.sizeBytes);
  if (largest === undefined || largest.sizeBytes <= limit) return;
  warned.add(fn);
  process.emitWarning(
    `Every call of function '${name}' sends ${largest.sizeBytes} bytes because of the variable "${largest.path}". ` +
      "Mount it as a file, or load it inside the function; or raise warnAboveSizeBytes.",
    { code: "CWSANDBOX_LARGE_FUNCTION" },
  );
}

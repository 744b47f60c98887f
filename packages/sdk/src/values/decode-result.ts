import { SandboxProtocolError } from "../errors/index.js";
import { type Frame, FrameError, parseBounded } from "./frame.js";
import { type FrameReader, RESULT_LIMITS } from "./frame-reader.js";
import { readPlainData } from "./plain-data.js";
import { DamagedError, own, readStructured, type ShippedValues } from "./structured/index.js";

/** An error of the function, as data. */
export interface RemoteErrorRecord {
  /** The error's name, or its class where that says more; null for thrown values that are no errors. */
  readonly name: string | null;
  readonly message: string;
  /** The stack trace of the sandbox. */
  readonly stack: string;
  readonly code: string | number | null;
  /** Own properties that JSON can tell. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly cause: RemoteErrorRecord | null;
  readonly errors: readonly RemoteErrorRecord[];
}

/** How a function ended, by its own report. */
export type FunctionOutcome =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "error"; readonly error: RemoteErrorRecord }
  | { readonly kind: "unserializable"; readonly message: string };

const MAX_ERROR_DEPTH = 16;

/**
 * Reads the result of a call. It comes from a sandbox and may contain anything: it is only ever data, bounded in
 * size, depth and number of values.
 *
 * @param shipped - Classes of this call that a result in STRUCTURED mode may be made of.
 * @throws SandboxProtocolError when it is not what the runner writes.
 */
export function decodeResult(report: FrameReader, shipped: ShippedValues = new Map()): FunctionOutcome {
  const outcome = readOutcome(
    orDamaged(() => report.finish()),
    shipped,
  );
  if (outcome === null) throw damagedResult("it does not describe an outcome");
  return outcome;
}

function orDamaged<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof FrameError || error instanceof DamagedError)
      throw damagedResult(error.message, error);
    throw error;
  }
}

/**
 * Reads a result file that holds plain data and nothing else, as a Python function leaves it in JSON mode.
 *
 * @throws SandboxProtocolError when it is not what the runner writes.
 */
export function decodePlainResult(bytes: Uint8Array): unknown {
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const document = orDamaged(() => parseBounded(json, RESULT_LIMITS));
  const data = readPlainData(own(document, "value"), own(document, "specials"));
  if (data === null) throw damagedResult("it does not describe a value");
  return data.value;
}

function readOutcome({ document, attachments }: Frame, shipped: ShippedValues): FunctionOutcome | null {
  switch (own(document, "outcome")) {
    case "structured":
      return { kind: "value", value: orDamaged(() => readStructured(document, attachments, shipped)) };
    case "value": {
      const data = readPlainData(own(document, "value"), own(document, "specials"));
      return data === null ? null : { kind: "value", value: data.value };
    }
    case "error": {
      const error = readError(own(document, "error"), 0);
      return error === null ? null : { kind: "error", error };
    }
    case "unserializable": {
      const message = own(document, "message");
      return typeof message === "string" ? { kind: "unserializable", message } : null;
    }
    default:
      return null;
  }
}

function readError(record: unknown, depth: number): RemoteErrorRecord | null {
  const name = own(record, "name");
  const message = own(record, "message");
  const stack = own(record, "stack");
  if (depth > MAX_ERROR_DEPTH || typeof message !== "string" || typeof stack !== "string") return null;
  const code = own(record, "code");
  const errors = own(record, "errors");
  const inner = Array.isArray(errors) ? errors.map((error: unknown) => readError(error, depth + 1)) : [];
  return {
    name: typeof name === "string" ? name : null,
    message,
    stack,
    code: typeof code === "string" || typeof code === "number" ? code : null,
    properties: readProperties(own(record, "properties")),
    cause: readError(own(record, "cause"), depth + 1),
    errors: inner.filter((error) => error !== null),
  };
}

function readProperties(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A result that its runner did not write; the text completes "because …". */
export function damagedResult(why: string, cause?: unknown): SandboxProtocolError {
  return new SandboxProtocolError(`The result of the function cannot be read: ${why}.`, { cause });
}

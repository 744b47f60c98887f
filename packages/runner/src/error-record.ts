import { className } from "./describe.js";
import { fromJsonOrNothing } from "./json-value.js";

/** An error as data. */
export interface ErrorRecord {
  readonly name: string | null;
  readonly message: string;
  readonly stack: string;
  readonly code?: string | number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly cause?: ErrorRecord;
  readonly errors?: readonly ErrorRecord[];
}

/** Longer chains of causes are cut: they are for people to read. */
const MAX_CHAIN = 8;
const MAX_ERRORS = 32;
/** Told by fields of their own. */
const KNOWN_KEYS: ReadonlySet<string> = new Set(["name", "message", "stack", "cause", "errors", "code"]);

/** Turns anything that can be thrown into data, without running more of the thrower's code than it must. */
export function toErrorRecord(thrown: unknown, depth = 0): ErrorRecord {
  if (typeof thrown !== "object" || thrown === null) {
    return { name: null, message: textOf(thrown), stack: `Uncaught ${textOf(thrown)}`, properties: {} };
  }
  const code = read(thrown, "code");
  const cause = read(thrown, "cause");
  const errors = read(thrown, "errors");
  const message = messageOf(thrown);
  return {
    name: nameOf(thrown),
    message,
    stack: stackOf(thrown, message),
    properties: ownProperties(thrown),
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(cause !== undefined && depth < MAX_CHAIN ? { cause: toErrorRecord(cause, depth + 1) } : {}),
    ...(Array.isArray(errors) && depth < MAX_CHAIN
      ? { errors: errors.slice(0, MAX_ERRORS).map((error: unknown) => toErrorRecord(error, depth + 1)) }
      : {}),
  };
}

/** The error's own name, or the name of its class where that says more. */
function nameOf(thrown: object): string | null {
  const name = read(thrown, "name");
  const owner = classNameOf(thrown);
  if (typeof name !== "string" || name === "") return owner === "Object" ? null : owner;
  const inherited = !Object.hasOwn(thrown, "name") && owner !== null && isBuiltinErrorName(name);
  return inherited && owner !== name ? owner : name;
}

function classNameOf(thrown: object): string | null {
  try {
    return className(thrown);
  } catch {
    return null;
  }
}

function isBuiltinErrorName(name: string): boolean {
  return /^(?:Error|AggregateError|(?:Eval|Range|Reference|Syntax|Type|URI)Error)$/u.test(name);
}

function messageOf(thrown: object): string {
  const message = read(thrown, "message");
  return typeof message === "string" ? message : textOf(thrown);
}

function stackOf(thrown: object, message: string): string {
  const stack = read(thrown, "stack");
  return typeof stack === "string" && stack !== "" ? stack : `Uncaught ${message}`;
}

function ownProperties(thrown: object): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(thrown))) {
    if (KNOWN_KEYS.has(key) || descriptor.enumerable !== true) continue;
    const value = fromJsonOrNothing(descriptor.value);
    if (value !== undefined) {
      Object.defineProperty(properties, key, { value, writable: true, enumerable: true, configurable: true });
    }
  }
  return properties;
}

function read(from: object, key: string): unknown {
  try {
    return Reflect.get(from, key);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "a value that cannot be shown as text";
  }
}

import {
  type Builder,
  type Capture,
  type CapturedFunction,
  type CaptureOptions,
  type GraphNode,
  newBuilder,
  rememberScript,
} from "./payload/index.js";
import { encodeBuiltinChanges, encodeValue, isSameMember } from "./encode/index.js";
import { FunctionReader, usesOnlyConstants } from "./engine/index.js";

/** What the caller may decide so that the capture is the same the next time. */
const PLAIN: CaptureOptions = { packages: [], allowSecrets: [], maxAttachedBytes: Infinity };

/** A function whose capture stays the same until the program changes the function itself or the language. */
interface Kept {
  readonly capture: Capture;
  readonly captured: CapturedFunction;
  readonly node: GraphNode;
  readonly looks: Looks;
}

const kept = new WeakMap<object, Kept>();

/** Whether a caller has decided nothing about what travels. */
export function isPlain({ packages, allowSecrets }: CaptureOptions): boolean {
  return packages.length === 0 && allowSecrets !== true && allowSecrets.length === 0;
}

/** Keeps a capture of which nothing travels but the text of one function, and constants without parts. */
export function keepCapture(fn: object, capture: Capture, { functions, nodes }: Builder): void {
  const [captured] = functions;
  const [node] = nodes;
  const looks = looksOf(fn);
  if (captured?.fn !== fn || node === undefined || nodes.length > 1 || looks === null) return;
  if (usesOnlyConstants(fn)) kept.set(fn, { capture, captured, node, looks });
}

/**
 * The kept capture, if it still holds; null where all must be read again.
 *
 * @throws FunctionSerializationError for a change of the language that cannot travel.
 */
export function recallCapture(fn: object): Capture | null {
  const known = kept.get(fn);
  if (known === undefined || !isAlike(known.looks, looksOf(fn))) return null;
  rememberScript(known.captured.script);
  const reader = new FunctionReader();
  try {
    const builder = newBuilder(reader, PLAIN);
    builder.functions.push(known.captured);
    builder.nodes.push(known.node);
    builder.ids.set(fn, 0);
    encodeBuiltinChanges(builder, () => {}, encodeValue);
    return builder.nodes.length === 1 ? known.capture : null;
  } finally {
    reader.close();
  }
}

/** All that can be changed of a function that has no prototype of its own. */
interface Looks {
  readonly parent: unknown;
  readonly name: PropertyDescriptor;
  readonly length: PropertyDescriptor;
}

/** Null for a function that has more, or is locked. */
function looksOf(fn: object): Looks | null {
  const name = Object.getOwnPropertyDescriptor(fn, "name");
  const length = Object.getOwnPropertyDescriptor(fn, "length");
  if (name === undefined || length === undefined) return null;
  if (Reflect.ownKeys(fn).length > 2 || !Object.isExtensible(fn)) return null;
  return { parent: Object.getPrototypeOf(fn), name, length };
}

function isAlike(before: Looks, now: Looks | null): boolean {
  return (
    now !== null &&
    before.parent === now.parent &&
    isSameMember(before.name, now.name) &&
    isSameMember(before.length, now.length)
  );
}

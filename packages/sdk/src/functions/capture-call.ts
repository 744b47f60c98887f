import { type Capture, captureFunction } from "../capture/index.js";
import { checkSerialization, encodeFrame, Serialization, validateJsonArguments } from "../values/index.js";
import type { RemoteFunctionOptions } from "./options.js";

export interface CapturedCall extends Capture {
  /** In JSON mode, as JSON, because the caller may change them; in STRUCTURED mode they are part of the graph. */
  readonly args?: string;
}

interface Captured {
  readonly fn: object;
  readonly name: string;
  readonly options: RemoteFunctionOptions;
}

/** Reads the function with its variables, and the arguments, as they are now. */
export function captureCall(
  { fn, name, options }: Captured,
  { args, receiver }: { readonly args: readonly unknown[]; readonly receiver: unknown },
): CapturedCall {
  const decided = captureOptions(options);
  if (checkSerialization(options.serialization) === Serialization.STRUCTURED) {
    return captureFunction(fn, { receiver, args, ...decided });
  }
  const plain = JSON.stringify(validateJsonArguments(args, name));
  return { ...captureFunction(fn, { receiver, ...decided }), args: plain };
}

/** What the caller decides about what travels. */
export function captureOptions({ packages, allowSecrets }: RemoteFunctionOptions) {
  return { packages: packages ?? [], allowSecrets: allowSecrets ?? [] };
}

/**
 * Writes the call as bytes, in parts.
 *
 * @param bundle - What the function uses of packages, as program text.
 */
export function encodeCall(
  { graph: { attachments, ...graph }, args }: CapturedCall,
  bundle: Uint8Array | null,
): readonly Uint8Array[] {
  const members = args === undefined ? {} : { args };
  if (bundle === null) return encodeFrame(graph, attachments, members);
  return encodeFrame({ ...graph, bundle: attachments.length }, [...attachments, bundle], members);
}

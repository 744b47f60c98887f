import { type Capture, captureFunction, checkFoundations } from "../capture/index.js";
import { checkSerialization, encodeFrame, Serialization, validateJsonArguments } from "../values/index.js";
import { MAX_PAYLOAD_BYTES, type RemoteFunctionOptions } from "./options.js";
import { checkPayloadSize } from "./payload-size.js";

export interface CapturedCall {
  readonly capture: Capture;
  /** In JSON mode, as JSON, because the caller may change them; in STRUCTURED mode they are part of the graph. */
  readonly args?: string;
}

interface Captured {
  readonly fn: object;
  readonly name: string;
  readonly options: RemoteFunctionOptions;
}

/** What calls of one function that begin at the same moment share: the function with its variables. */
export interface CallMoment {
  capture?: Capture;
}

interface Given {
  readonly args: readonly unknown[];
  readonly receiver: unknown;
  readonly moment: CallMoment;
}

/** Reads the function with its variables, and the arguments, as they are now. */
export function captureCall(
  { fn, name, options }: Captured,
  { args, receiver, moment }: Given,
): CapturedCall {
  const decided = captureOptions(options);
  if (checkSerialization(options.serialization) === Serialization.STRUCTURED) {
    return { capture: captureFunction(fn, { receiver, args, ...decided }) };
  }
  checkFoundations();
  const plain = JSON.stringify(validateJsonArguments(args, name));
  checkPayloadSize(name, plain.length);
  moment.capture ??= captureFunction(fn, { receiver, ...decided });
  return { capture: moment.capture, args: plain };
}

/** What the caller decides about what travels. */
export function captureOptions({ packages, allowSecrets }: RemoteFunctionOptions) {
  return {
    packages: packages ?? [],
    allowSecrets: allowSecrets ?? [],
    maxAttachedBytes: MAX_PAYLOAD_BYTES,
  };
}

/**
 * Writes the call as bytes, in parts.
 *
 * @param bundle - What the function uses of packages, as program text.
 */
export function encodeCall(
  { capture, args }: CapturedCall,
  bundle: Uint8Array | null,
): readonly Uint8Array[] {
  const { attachments, ...graph } = capture.graph;
  const members = args === undefined ? {} : { args };
  if (bundle === null) return encodeFrame(graph, attachments, members);
  return encodeFrame({ ...graph, bundle: attachments.length }, [...attachments, [bundle]], members);
}

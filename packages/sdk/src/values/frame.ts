/** First byte of every frame; `docs/function-payload.md` describes version 1. */
const VERSION = 1;
const HEADER_BYTES = 5;

/** A JSON document with binary parts. */
export interface Frame {
  readonly document: unknown;
  readonly attachments: readonly Uint8Array[];
}

/** Bytes that are not a frame, or a frame beyond the limits. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** Writes a document and its attachments as bytes, in parts: large attachments are not copied. */
export function encodeFrame(
  document: object,
  attachments: readonly Uint8Array[] = [],
): readonly Uint8Array[] {
  const sizes = attachments.map(({ byteLength }) => byteLength);
  const text = JSON.stringify({ ...document, attachments: sizes });
  const jsonBytes = Buffer.byteLength(text);
  const head = Buffer.allocUnsafe(HEADER_BYTES + jsonBytes);
  head[0] = VERSION;
  head.writeUInt32BE(jsonBytes, 1);
  head.write(text, HEADER_BYTES);
  return [head, ...attachments];
}

export function sizeOfParts(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** What a reader accepts from a sandbox. */
export interface FrameLimits {
  /** Size of the whole frame. */
  readonly maxSizeBytes: number;
  /** Nesting of lists and objects. */
  readonly maxDepth: number;
  /** Number of values, counted before anything is built. */
  readonly maxNodes: number;
}

/**
 * Takes a frame of unknown origin apart. Nothing in it is executed, and its size, depth and number of values
 * are checked before the text is parsed.
 *
 * @throws FrameError saying what is wrong.
 */
export function decodeFrame(bytes: Uint8Array, limits: FrameLimits): Frame {
  if (bytes.byteLength > limits.maxSizeBytes) {
    throw new FrameError(`it has ${bytes.byteLength} bytes, and ${limits.maxSizeBytes} are allowed`);
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < HEADER_BYTES) throw new FrameError("it is cut off");
  if (buffer[0] !== VERSION) throw new FrameError(`it has format ${buffer[0]}, and ${VERSION} is known`);
  const end = HEADER_BYTES + buffer.readUInt32BE(1);
  if (end > buffer.length) throw new FrameError("it is cut off");
  const json = buffer.subarray(HEADER_BYTES, end);
  const document = parseBounded(json, limits);
  return { document, attachments: splitAttachments(buffer.subarray(end), document) };
}

/**
 * Parses JSON of unknown origin; its depth and number of values are checked before.
 *
 * @throws FrameError saying what is wrong.
 */
export function parseBounded(json: Buffer, limits: FrameLimits): unknown {
  if (json.length > limits.maxSizeBytes) {
    throw new FrameError(`it has ${json.length} bytes, and ${limits.maxSizeBytes} are allowed`);
  }
  checkShape(json, limits);
  return parseDocument(json);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Counts brackets and commas outside of text, which bounds what parsing can build. */
function checkShape(json: Uint8Array, { maxDepth, maxNodes }: FrameLimits): void {
  let depth = 0;
  let nodes = 1;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) {
      at = endOfText(json, at);
    } else if (OPENING.has(byte)) {
      depth += 1;
      nodes += 1;
      if (depth > maxDepth) throw new FrameError(`it is nested deeper than ${maxDepth} levels`);
    } else if (CLOSING.has(byte)) {
      depth -= 1;
    } else if (byte === COMMA) {
      nodes += 1;
    }
    if (nodes > maxNodes) throw new FrameError(`it has more than ${maxNodes} values`);
  }
}

function endOfText(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}

function parseDocument(json: Buffer): unknown {
  try {
    const document: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
    return document;
  } catch (error) {
    throw new FrameError("it is not valid JSON", { cause: error });
  }
}

function splitAttachments(bytes: Uint8Array, document: unknown): Uint8Array[] {
  const sizes: unknown =
    typeof document === "object" && document !== null
      ? Object.getOwnPropertyDescriptor(document, "attachments")?.value
      : undefined;
  if (sizes === undefined) return [];
  if (!Array.isArray(sizes)) throw new FrameError("its list of attachments is damaged");
  let offset = 0;
  return sizes.map((size: unknown) => {
    if (typeof size !== "number" || !Number.isInteger(size) || size < 0 || offset + size > bytes.byteLength) {
      throw new FrameError("its list of attachments is damaged");
    }
    const part = bytes.subarray(offset, offset + size);
    offset += size;
    return part;
  });
}

/** First byte of every frame; `docs/function-payload.md` describes version 1. */
const VERSION = 1;
export const HEADER_BYTES = 5;

/** A JSON document with binary parts. */
export interface Frame {
  readonly document: unknown;
  /** Each in memory of its own. */
  readonly attachments: readonly ArrayBuffer[];
}

/** Bytes that are not a frame, or a frame beyond the limits. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** Binary data in pieces, so that what was sent of it need not be kept. */
export type Attachment = readonly Uint8Array[];

/**
 * Writes a document and its attachments as bytes, in parts: attachments are not copied.
 *
 * @param members - More members of the document, which are JSON already.
 */
export function encodeFrame(
  document: object,
  attachments: readonly Attachment[] = [],
  members: Readonly<Record<string, string>> = {},
): readonly Uint8Array[] {
  const sizes = attachments.map(sizeOfParts);
  const written = Object.entries(members).map(([name, json]) => `${JSON.stringify(name)}:${json},`);
  const text = `{${written.join("")}${JSON.stringify({ ...document, attachments: sizes }).slice(1)}`;
  const jsonBytes = Buffer.byteLength(text);
  const head = Buffer.allocUnsafe(HEADER_BYTES + jsonBytes);
  head[0] = VERSION;
  head.writeUInt32BE(jsonBytes, 1);
  head.write(text, HEADER_BYTES);
  return [head, ...attachments.flat()];
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

/** The size of a frame's JSON, by its header. */
export function readJsonBytes(header: Buffer, { maxSizeBytes }: FrameLimits): number {
  if (header[0] !== VERSION) throw new FrameError(`it has format ${header[0]}, and ${VERSION} is known`);
  const jsonBytes = header.readUInt32BE(1);
  if (HEADER_BYTES + jsonBytes > maxSizeBytes) throw new FrameError(`it has more than ${maxSizeBytes} bytes`);
  return jsonBytes;
}

/** Even an empty attachment takes some memory. */
const MAX_ATTACHMENTS = 1_000_000;

/** The sizes of a frame's attachments, which have so many bytes together at most. */
export function sizesOfAttachments(document: unknown, maxBytes: number): readonly number[] {
  const sizes: unknown =
    typeof document === "object" && document !== null
      ? Object.getOwnPropertyDescriptor(document, "attachments")?.value
      : undefined;
  if (sizes === undefined) return [];
  if (!Array.isArray(sizes) || sizes.length > MAX_ATTACHMENTS)
    throw new FrameError("its list of attachments is damaged");
  let leftBytes = maxBytes;
  return sizes.map((size: unknown) => {
    if (typeof size !== "number" || !Number.isInteger(size) || size < 0 || size > leftBytes) {
      throw new FrameError("its list of attachments is damaged");
    }
    leftBytes -= size;
    return size;
  });
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
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Counts brackets and commas outside of text, which bounds what parsing can build. */
function checkShape(json: Buffer, { maxDepth, maxNodes }: FrameLimits): void {
  let depth = 0;
  let nodes = 1;
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at] ?? 0) {
      case QUOTE:
        at = endOfText(json, at);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1;
        nodes += 1;
        if (depth > maxDepth) throw new FrameError(`it is nested deeper than ${maxDepth} levels`);
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
      case COMMA:
        nodes += 1;
        break;
      default:
    }
    if (nodes > maxNodes) throw new FrameError(`it has more than ${maxNodes} values`);
  }
}

/** Long text is searched by Node, which is quicker and costs more to begin with. */
const SHORT_TEXT_BYTES = 64;

function endOfText(json: Buffer, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) {
    at += json[at] === BACKSLASH ? 2 : 1;
    if (at - start > SHORT_TEXT_BYTES) return endOfLongText(json, at);
  }
  return at;
}

/** @param start - A place in the text that no backslash stands before. */
function endOfLongText(json: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const quote = json.indexOf(QUOTE, at);
    if (quote === -1) return json.length;
    let first = quote;
    while (first > at && json[first - 1] === BACKSLASH) first -= 1;
    if ((quote - first) % 2 === 0) return quote;
    at = quote + 1;
  }
}

function parseDocument(json: Buffer): unknown {
  try {
    const document: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
    return document;
  } catch (error) {
    throw new FrameError("it is not valid JSON", { cause: error });
  }
}

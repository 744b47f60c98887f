import { Buffer } from "node:buffer";

/**
 * A frame is one version byte, the length of the JSON as a big-endian 32-bit number, the JSON, and the
 * attachments one after the other; the JSON's `attachments` gives their sizes.
 */
const VERSION = 1;
const HEADER_BYTES = 5;

// Taken before the caller's code can replace it.
const { stringify } = JSON;

export interface Frame {
  readonly document: unknown;
  /** Each in memory of its own. */
  readonly attachments: readonly Buffer[];
}

/**
 * Reads a frame. The caller's own client wrote it, so only its version and its length are checked.
 *
 * @param readOrNull - Gives exactly so many bytes, in memory of their own; null when they do not come.
 */
export function readFrame(readOrNull: (sizeBytes: number) => Buffer | null): Frame {
  const read = (sizeBytes: number): Buffer => {
    const bytes = readOrNull(sizeBytes);
    if (bytes === null) throw new Error("The call's payload is cut off.");
    return bytes;
  };
  const header = read(HEADER_BYTES);
  if (header[0] !== VERSION) {
    throw new Error(
      `The call's payload has format ${String(header[0])}; this runner reads format ${VERSION}.`,
    );
  }
  const document: unknown = JSON.parse(read(header.readUInt32BE(1)).toString("utf8"));
  return { document, attachments: sizesIn(document).map(read) };
}

function sizesIn(document: unknown): number[] {
  if (typeof document !== "object" || document === null || !("attachments" in document)) return [];
  return Array.isArray(document.attachments) ? document.attachments.map(Number) : [];
}

export interface FrameOptions {
  /** Keeps the place of properties that are undefined, which JSON would leave out. */
  readonly undefinedAsNull?: boolean;
  readonly attachments?: readonly Uint8Array[];
}

/** Makes a frame of a document and its attachments, in parts: large attachments are not copied. */
export function writeFrame(
  document: object,
  { undefinedAsNull = false, attachments = [] }: FrameOptions = {},
): readonly Uint8Array[] {
  const sizes = attachments.map(({ byteLength }) => byteLength);
  const whole = sizes.length === 0 ? document : { ...document, attachments: sizes };
  const text = undefinedAsNull ? stringify(whole, undefinedToNull) : stringify(whole);
  const jsonBytes = Buffer.byteLength(text);
  const head = Buffer.allocUnsafe(HEADER_BYTES + jsonBytes);
  head[0] = VERSION;
  head.writeUInt32BE(jsonBytes, 1);
  head.write(text, HEADER_BYTES);
  return [head, ...attachments];
}

function undefinedToNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

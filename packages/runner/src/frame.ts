/**
 * A frame is one version byte, the length of the JSON as a big-endian 32-bit number, the JSON, and the
 * attachments one after the other; the JSON's `attachments` gives their sizes.
 */
const VERSION = 1;
const HEADER_BYTES = 5;

export interface Frame {
  readonly document: unknown;
  readonly attachments: readonly Uint8Array[];
}

/** Splits a frame. The caller's own client wrote it, so only its version and its length are checked. */
export function readFrame(bytes: Buffer): Frame {
  if (bytes.length < HEADER_BYTES || bytes[0] !== VERSION) {
    throw new Error(
      `The call's payload has format ${String(bytes[0])}; this runner reads format ${VERSION}.`,
    );
  }
  const end = HEADER_BYTES + bytes.readUInt32BE(1);
  if (end > bytes.length) throw new Error("The call's payload is cut off.");
  const document: unknown = JSON.parse(bytes.toString("utf8", HEADER_BYTES, end));
  return { document, attachments: splitAttachments(bytes.subarray(end), document) };
}

function splitAttachments(bytes: Buffer, document: unknown): Uint8Array[] {
  if (typeof document !== "object" || document === null || !("attachments" in document)) return [];
  const sizes: unknown = document.attachments;
  if (!Array.isArray(sizes)) return [];
  let offset = 0;
  return sizes.map((size: unknown) => {
    const start = offset;
    offset += Number(size);
    return bytes.subarray(start, offset);
  });
}

export interface FrameOptions {
  /** Keeps the place of properties that are undefined, which JSON would leave out. */
  readonly undefinedAsNull?: boolean;
  readonly attachments?: readonly Uint8Array[];
}

/** Makes a frame of a document and its attachments. */
export function writeFrame(
  document: object,
  { undefinedAsNull = false, attachments = [] }: FrameOptions = {},
): Buffer {
  const sizes = attachments.map(({ byteLength }) => byteLength);
  const whole = sizes.length === 0 ? document : { ...document, attachments: sizes };
  const text = undefinedAsNull ? JSON.stringify(whole, undefinedToNull) : JSON.stringify(whole);
  const json = Buffer.from(text, "utf8");
  const header = Buffer.alloc(HEADER_BYTES);
  header[0] = VERSION;
  header.writeUInt32BE(json.length, 1);
  return Buffer.concat([header, json, ...attachments]);
}

function undefinedToNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

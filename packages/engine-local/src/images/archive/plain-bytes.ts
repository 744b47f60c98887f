import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { EngineError } from "@cwsandbox/engine";
import { errorCode } from "../../host/index.js";
import { refuseArchive } from "../errors.js";
import { bytesIn } from "./bytes-in.js";

const GZIP_MAGIC = "1f8b";
/** What else an archive could be packed with, by its first bytes. */
const UNSUPPORTED: readonly (readonly [magic: string, name: string])[] = [
  ["28b52ffd", "zstd"],
  ["fd377a58", "xz"],
  ["425a68", "bzip2"],
];
const MAGIC_BYTES = 4;

/**
 * The bytes without their gzip compression; bytes that are not compressed as they are. `part` names them in errors.
 *
 * @throws EngineError `invalid` for damaged or cut-off gzip, `unsupported` for other compressions.
 */
export async function* plainBytes(
  source: AsyncIterable<Uint8Array>,
  part: string,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await firstBytes(iterator);
  const whole = startingWith(first, iterator);
  const magic = first.subarray(0, MAGIC_BYTES).toString("hex");
  const unsupported = UNSUPPORTED.find(([start]) => magic.startsWith(start));
  if (unsupported !== undefined) {
    await iterator.return?.();
    throw notReadable(part, unsupported[1]);
  }
  yield* magic.startsWith(GZIP_MAGIC) ? gunzipped(whole, part) : whole;
}

async function firstBytes(iterator: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let first: Buffer = Buffer.alloc(0);
  while (first.length < MAGIC_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  return first;
}

async function* startingWith(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* gunzipped(source: AsyncIterable<Uint8Array>, part: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const feeding = pipeline(Readable.from(source), gunzip);
  // Whatever goes wrong in it arrives through `gunzip` as well.
  feeding.catch(() => undefined);
  try {
    yield* bytesIn(gunzip);
  } catch (error) {
    const isGzipError = errorCode(error)?.startsWith("Z_") === true;
    throw isGzipError ? refuseArchive(part, "has damaged or cut-off gzip data", error) : error;
  } finally {
    gunzip.destroy();
  }
}

function notReadable(part: string, compression: string): EngineError {
  const text = `${part} is compressed with ${compression}, which cannot be read here`;
  return new EngineError(
    "unsupported",
    `Cannot import the image: ${text}. Compress it with gzip or not at all.`,
    {
      field: "content",
    },
  );
}

import type { ItemDecoder } from "./channel.js";

/** Delivers items as they are. */
export function unchanged<T>(): ItemDecoder<T, T> {
  return { decode: (item) => item, flush: () => undefined };
}

/**
 * Delivers UTF-8 bytes as text. A character that is cut by the border of two pieces is delivered whole with
 * the later one; invalid bytes become U+FFFD; a byte order mark stays.
 */
export function utf8(): ItemDecoder<Uint8Array, string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    decode: (bytes) => decoder.decode(bytes, { stream: true }) || undefined,
    flush: () => decoder.decode() || undefined,
  };
}

/** Complete bytes as text, by the same rules. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

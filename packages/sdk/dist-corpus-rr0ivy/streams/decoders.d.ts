import type { ItemDecoder } from "./channel.js";
/** Delivers items as they are. */
export declare function unchanged<T>(): ItemDecoder<T, T>;
/**
 * Delivers UTF-8 bytes as text. A character that is cut by the border of two pieces is delivered whole with
 * the later one; invalid bytes become U+FFFD; a byte order mark stays.
 */
export declare function utf8(): ItemDecoder<Uint8Array, string>;
/** Complete bytes as text, by the same rules. */
export declare function decodeText(bytes: Uint8Array): string;
//# sourceMappingURL=decoders.d.ts.map
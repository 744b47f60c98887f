/** Delivers items as they are. */
export function unchanged() {
    return { decode: (item) => item, flush: () => undefined };
}
/**
 * Delivers UTF-8 bytes as text. A character that is cut by the border of two pieces is delivered whole with
 * the later one; invalid bytes become U+FFFD; a byte order mark stays.
 */
export function utf8() {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    return {
        decode: (bytes) => decoder.decode(bytes, { stream: true }) || undefined,
        flush: () => decoder.decode() || undefined,
    };
}
/** Complete bytes as text, by the same rules. */
export function decodeText(bytes) {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
//# sourceMappingURL=decoders.js.map
import { Channel } from "./channel.js";
import { unchanged, utf8 } from "./decoders.js";
import { StreamReader } from "./stream-reader.js";
/** Items that a log or terminal reader holds before it slows its sender. */
export const READER_CAPACITY_ITEMS = 4096;
/** A stream whose items arrive as they were pushed. */
export function createStream(options = {}) {
    const channel = new Channel({ ...options, decoder: unchanged() });
    return { reader: new StreamReader(channel, options), writer: channel };
}
/** A stream of bytes that arrives as text without cut characters. */
export function createTextStream(options = {}) {
    const channel = new Channel({ ...options, decoder: utf8() });
    const raw = { next: () => channel.nextRaw(), close: () => channel.close() };
    return { reader: new StreamReader(channel, { ...options, raw }), writer: channel };
}
//# sourceMappingURL=create-stream.js.map
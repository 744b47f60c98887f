import type { Item } from "./channel.js";
/** Pieces as bytes; text becomes UTF-8. */
export declare function onlyBytes(pieces: AsyncIterator<Item, undefined>): AsyncIterator<Uint8Array, undefined>;
/** Bytes as lines without their line ends. */
export declare function linesIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined>;
/** Bytes as one text. */
export declare function toText(bytes: AsyncIterable<Uint8Array>): Promise<string>;
//# sourceMappingURL=views.d.ts.map
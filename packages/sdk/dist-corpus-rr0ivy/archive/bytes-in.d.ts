/** The pieces of a stream whose types do not tell that it is made of bytes. */
export declare function bytesIn(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, void>;
//# sourceMappingURL=bytes-in.d.ts.map
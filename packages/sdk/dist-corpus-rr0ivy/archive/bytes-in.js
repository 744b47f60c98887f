/** The pieces of a stream whose types do not tell that it is made of bytes. */
export async function* bytesIn(stream) {
    for await (const piece of stream) {
        if (!(piece instanceof Uint8Array))
            throw new TypeError("an archive is made of bytes");
        yield piece;
    }
}
//# sourceMappingURL=bytes-in.js.map
/** A JSON document with binary parts. */
export interface Frame {
    readonly document: unknown;
    readonly attachments: readonly Uint8Array[];
}
/** Bytes that are not a frame, or a frame beyond the limits. */
export declare class FrameError extends Error {
    readonly name = "FrameError";
}
/** Puts a document and its attachments into one block of bytes. */
export declare function encodeFrame(document: object, attachments?: readonly Uint8Array[]): Uint8Array;
/** What a reader accepts from a sandbox. */
export interface FrameLimits {
    /** Size of the whole frame. */
    readonly maxSizeBytes: number;
    /** Nesting of lists and objects. */
    readonly maxDepth: number;
    /** Number of values, counted before anything is built. */
    readonly maxNodes: number;
}
/**
 * Takes a frame of unknown origin apart. Nothing in it is executed, and its size, depth and number of values
 * are checked before the text is parsed.
 *
 * @throws FrameError saying what is wrong.
 */
export declare function decodeFrame(bytes: Uint8Array, limits: FrameLimits): Frame;
//# sourceMappingURL=frame.d.ts.map
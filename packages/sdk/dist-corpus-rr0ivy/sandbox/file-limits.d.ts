/** Largest file that one call carries unless the server announces another cap. */
export declare const UNARY_FILE_CAP_BYTES: number;
/** Largest cap of a server that is believed: beyond it a message has no room for the rest. */
export declare const LARGEST_ANNOUNCED_CAP_BYTES: number;
/** Largest file that is moved as a whole by any means. */
export declare const BUFFERED_FILE_LIMIT_BYTES: number;
/** Size of one piece of input. */
export declare const INPUT_PIECE_BYTES: number;
/** What is kept of a helper command's complaints. */
export declare const KEPT_STDERR_BYTES: number;
/** Pieces of a streamed file that are held for a reader before the sandbox is slowed. */
export declare const STREAMED_PIECES = 16;
/** From this size on a streamed file is compared with the size it had before. */
export declare const CHECKED_SIZE_BYTES: number;
//# sourceMappingURL=file-limits.d.ts.map
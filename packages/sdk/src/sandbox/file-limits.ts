const MIB = 1024 * 1024;

/** Largest file that one call carries unless the server announces another cap. */
export const UNARY_FILE_CAP_BYTES = 32 * MIB;
/** Largest cap of a server that is believed: beyond it a message has no room for the rest. */
export const LARGEST_ANNOUNCED_CAP_BYTES = 99 * MIB;
/** Largest file that is moved as a whole by any means. */
export const BUFFERED_FILE_LIMIT_BYTES = 256 * MIB;
/** Size of one piece of a file on its way into a sandbox. */
export const INPUT_PIECE_BYTES = 256 * 1024;
/** What is kept of a helper command's complaints. */
export const KEPT_STDERR_BYTES = 16 * 1024;

/** Pieces of a streamed file that are held for a reader before the sandbox is slowed. */
export const STREAMED_PIECES = 16;

/** From this size on a streamed file is compared with the size it had before. */
export const CHECKED_SIZE_BYTES = 128 * MIB;

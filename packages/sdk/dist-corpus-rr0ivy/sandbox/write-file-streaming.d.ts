import type { SandboxCore } from "./core.js";
import { type FileOptions } from "./file-call.js";
/** Bytes to write: all at once, or in pieces as they come. */
export type ByteSource = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
/** Refuses what can give no bytes. */
export declare function checkSource(source: ByteSource): void;
/** Streams bytes into a file through a command; see `Sandbox.writeFileStreaming`. */
export declare function writeFileStreaming(core: SandboxCore, path: string, source: ByteSource, options: FileOptions): Promise<void>;
//# sourceMappingURL=write-file-streaming.d.ts.map
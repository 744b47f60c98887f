import { type StreamReader } from "../streams/index.js";
import type { SandboxCore } from "./core.js";
import { type FileOptions } from "./file-call.js";
/** Streams a file of any size through a command; see `Sandbox.readFileStreaming`. */
export declare function readFileStreaming(core: SandboxCore, path: string, options: FileOptions): StreamReader<Uint8Array>;
//# sourceMappingURL=read-file-streaming.d.ts.map
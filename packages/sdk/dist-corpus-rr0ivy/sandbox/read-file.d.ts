import type { SandboxCore } from "./core.js";
import { type FileOptions } from "./file-call.js";
/** Reads a whole file: in one call, or through a command when it is too large for that. */
export declare function readFile(core: SandboxCore, path: string, options: FileOptions): Promise<Uint8Array>;
//# sourceMappingURL=read-file.d.ts.map
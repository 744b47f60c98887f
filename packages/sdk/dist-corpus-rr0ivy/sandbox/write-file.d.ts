import type { SandboxCore } from "./core.js";
import { type FileOptions } from "./file-call.js";
/** Refuses contents that are no bytes. */
export declare function checkContents(contents: Uint8Array): void;
/** Writes a whole file: in one call, or through a command when it is too large for that. */
export declare function writeFile(core: SandboxCore, path: string, contents: Uint8Array, options: FileOptions): Promise<void>;
//# sourceMappingURL=write-file.d.ts.map
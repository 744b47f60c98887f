import { type StreamReader } from "../../streams/index.js";
import type { FileChange } from "../../transport/index.js";
import type { SandboxCore } from "../core.js";
import type { WatchFilesOptions } from "./options.js";
/** Watches a directory or file; resolves when nothing is missed any more. See `SandboxFiles.watch`. */
export declare function watch(core: SandboxCore, path: string, options: WatchFilesOptions): Promise<StreamReader<FileChange>>;
//# sourceMappingURL=watch.d.ts.map
import type { FileAccess } from "../../transport/index.js";
import type { FileCall } from "../file-call.js";
/** The way to the files of a sandbox: the server's own where it has one, else commands. */
export declare function fileAccessOf(file: FileCall): Promise<FileAccess>;
//# sourceMappingURL=access.d.ts.map
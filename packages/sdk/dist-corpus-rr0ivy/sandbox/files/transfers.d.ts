import type { SandboxCore } from "../core.js";
import { type DownloadOptions, type UploadOptions } from "./options.js";
/** Sends a local file or folder as one stream; see `SandboxFiles.upload`. */
export declare function upload(core: SandboxCore, localPath: string, remotePath: string, options: UploadOptions): Promise<void>;
/** What of a download is checked before anything is sent. */
export declare function checkDownloadOptions(options: DownloadOptions): void;
/** Fetches a file or folder as one stream; see `SandboxFiles.download`. */
export declare function download(core: SandboxCore, remotePath: string, localPath: string, options: DownloadOptions): Promise<void>;
//# sourceMappingURL=transfers.d.ts.map
import { ext } from "@cwsandbox/wire";
import type { FileChange, FileInfo, FilePlace } from "../transport/index.js";
/** A file as the server describes it, in the words of this package. */
export declare function toFileInfo({ path, type, sizeBytes, mode, modifyTime }: ext.FileInfo): FileInfo;
/** A change; null for the sign that the watch is in force, and for kinds of a newer release. */
export declare function toFileChange({ kind, path }: ext.WatchFilesResponse): FileChange | null;
/** The frames of an archive to unpack: the header once, then pieces the server takes. */
export declare function toUnpackFrames({ sandboxId, container, path }: FilePlace, archive: AsyncIterable<Uint8Array>): AsyncGenerator<ext.UnpackFilesRequest, void>;
//# sourceMappingURL=map-files.d.ts.map
import type { Call, FileAccess, FileInfo, FilePlace, Transport } from "../../transport/index.js";
/**
 * Files by commands inside the sandbox, for servers that do not offer more. The image needs `/bin/sh` and what
 * the scripts use: `stat`, `find`, `tar`, `mkdir`, `rm`.
 */
export declare class CommandFiles implements FileAccess {
    #private;
    constructor(transport: Transport);
    stat(place: FilePlace, call: Call): Promise<FileInfo>;
    list(place: FilePlace, recursive: boolean, call: Call): AsyncIterable<FileInfo>;
    makeDirectory(place: FilePlace, call: Call): Promise<void>;
    remove(place: FilePlace, recursive: boolean, call: Call): Promise<void>;
    watch(): never;
    pack(place: FilePlace, call: Call): AsyncIterable<Uint8Array>;
    unpack(place: FilePlace, archive: AsyncIterable<Uint8Array>, call: Call): Promise<void>;
}
//# sourceMappingURL=command-files.d.ts.map
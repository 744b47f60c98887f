import type { Call, FileAccess, FileChange, FileInfo, FilePlace } from "../transport/index.js";
import { type Caller } from "./run-call.js";
/** The files of sandboxes on a server of ours. */
export declare class GrpcFiles implements FileAccess {
    #private;
    constructor(caller: Caller);
    stat({ sandboxId, container, path }: FilePlace, call: Call): Promise<FileInfo>;
    list({ sandboxId, container, path }: FilePlace, recursive: boolean, call: Call): AsyncGenerator<FileInfo, void>;
    makeDirectory({ sandboxId, container, path }: FilePlace, call: Call): Promise<void>;
    remove({ sandboxId, container, path }: FilePlace, recursive: boolean, call: Call): Promise<void>;
    watch({ sandboxId, container, path }: FilePlace, recursive: boolean, call: Call): AsyncGenerator<FileChange | null, void>;
    pack({ sandboxId, container, path }: FilePlace, call: Call): AsyncGenerator<Uint8Array, void>;
    unpack(place: FilePlace, archive: AsyncIterable<Uint8Array>, call: Call): Promise<void>;
}
//# sourceMappingURL=grpc-files.d.ts.map
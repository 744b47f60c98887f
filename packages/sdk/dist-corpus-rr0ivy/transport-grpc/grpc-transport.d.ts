import type { TerminalInput } from "../streams/index.js";
import type { Call, CreateRequest, DeleteRequest, ExecEvent, ExecRequest, FileAccess, ImportImageRequest, LeaseShare, ListPage, ListRequest, LogEvent, LogsRequest, ReadFileRequest, SandboxReport, ServerCapabilities, StoredImage, Transport, WriteFileRequest } from "../transport/index.js";
import { GrpcDiscovery } from "./grpc-discovery.js";
import { type Caller } from "./run-call.js";
/** The transport over gRPC: one shared connection, the headers of one caller. */
export declare class GrpcTransport implements Transport {
    #private;
    readonly files: FileAccess;
    readonly discovery: GrpcDiscovery;
    constructor(caller: Caller);
    capabilities(call: Call): Promise<ServerCapabilities>;
    shareLease(call: Call): Promise<LeaseShare>;
    createSandbox(request: CreateRequest, call: Call): Promise<SandboxReport>;
    getSandbox(sandboxId: string, call: Call): Promise<SandboxReport>;
    watchSandbox(sandboxId: string, call: Call): AsyncGenerator<SandboxReport, void>;
    listSandboxes(request: ListRequest, call: Call): Promise<ListPage>;
    deleteSandbox(request: DeleteRequest, call: Call): Promise<SandboxReport | null>;
    exec(request: ExecRequest, input: AsyncIterable<TerminalInput>, call: Call): AsyncGenerator<ExecEvent, void>;
    streamLogs(request: LogsRequest, call: Call): AsyncGenerator<LogEvent, void>;
    readFile({ sandboxId, container, path }: ReadFileRequest, call: Call): Promise<Uint8Array>;
    writeFile(request: WriteFileRequest, call: Call): Promise<void>;
    importImage(request: ImportImageRequest, call: Call): Promise<StoredImage>;
    listImages(call: Call): Promise<readonly StoredImage[]>;
    removeImage(reference: string, call: Call): Promise<void>;
}
//# sourceMappingURL=grpc-transport.d.ts.map
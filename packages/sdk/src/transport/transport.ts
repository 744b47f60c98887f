import type { TerminalInput } from "../streams/index.js";
import type { Call } from "./call.js";
import type { CallEnd, CallEvent, CallRequest } from "./calls.js";
import type { FileAccess } from "./files.js";
import type { DiscoveryTransport } from "./discovery.js";
import type { ImportImageRequest, StoredImage } from "./images.js";
import type { SandboxReport } from "./report.js";
import type {
  CreateRequest,
  DeleteRequest,
  ExecEvent,
  ExecRequest,
  ListPage,
  ListRequest,
  LogEvent,
  LogsRequest,
  ReadFileRequest,
  ServerCapabilities,
  WriteFileRequest,
} from "./requests.js";

/** A share of the lease that this process holds on a server. */
export interface LeaseShare {
  readonly leaseId: string;
  /** Gives the share back; with the last one the lease ends, and with it what still depends on it. */
  readonly release: () => void;
}

/**
 * The seam between the sandbox and whatever carries its calls. All failures are errors of this package,
 * except the reason of an aborted signal, which comes through unchanged.
 */
export interface Transport {
  /** Only towards servers that work on files themselves. */
  readonly files: FileAccess;
  /** Look-ups of runners and profiles. */
  readonly discovery: DiscoveryTransport;
  /** Asked of the server once; later calls share the answer. */
  capabilities(call: Call): Promise<ServerCapabilities>;
  /** Joins the lease of this process; only towards servers that offer leases. */
  shareLease(call: Call): Promise<LeaseShare>;
  createSandbox(request: CreateRequest, call: Call): Promise<SandboxReport>;
  /** Runs a function in a sandbox of its own; only towards servers that run calls. The signal of `call` ends it. */
  runCall(request: CallRequest, onEvent: (event: CallEvent) => void, call: Call): Promise<CallEnd>;
  getSandbox(sandboxId: string, call: Call): Promise<SandboxReport>;
  /** The present state, then every change; ends after a terminal one. */
  watchSandbox(sandboxId: string, call: Call): AsyncIterable<SandboxReport>;
  listSandboxes(request: ListRequest, call: Call): Promise<ListPage>;
  /** Null when the server knows no such sandbox and that was allowed. */
  deleteSandbox(request: DeleteRequest, call: Call): Promise<SandboxReport | null>;
  /** Runs a command; leaving the loop early ends it. The input is read until it ends by itself. */
  exec(request: ExecRequest, input: AsyncIterable<TerminalInput>, call: Call): AsyncIterable<ExecEvent>;
  streamLogs(request: LogsRequest, call: Call): AsyncIterable<LogEvent>;
  readFile(request: ReadFileRequest, call: Call): Promise<Uint8Array>;
  writeFile(request: WriteFileRequest, call: Call): Promise<void>;
  /** Only towards servers that store images, like the two below. */
  importImage(request: ImportImageRequest, call: Call): Promise<StoredImage>;
  listImages(call: Call): Promise<readonly StoredImage[]>;
  removeImage(reference: string, call: Call): Promise<void>;
}

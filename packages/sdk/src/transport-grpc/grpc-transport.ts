import { FEATURE, v1 } from "@cwsandbox/wire";
import { CWSandboxValidationError } from "../errors/index.js";
import type { TerminalInput } from "../streams/index.js";
import type {
  Call,
  CallEnd,
  CallEvent,
  CallRequest,
  CreateRequest,
  DeleteRequest,
  ExecEvent,
  ExecRequest,
  FileAccess,
  ImportImageRequest,
  LeaseShare,
  ListPage,
  ListRequest,
  LogEvent,
  LogsRequest,
  ReadFileRequest,
  SandboxReport,
  ServerCapabilities,
  StoredImage,
  Transport,
  WriteFileRequest,
} from "../transport/index.js";
import { CallStream } from "./call-stream.js";
import { KnownCapabilities, offers, readCapabilities } from "./capabilities.js";
import { GrpcFiles } from "./grpc-files.js";
import { GrpcDiscovery } from "./grpc-discovery.js";
import { SharedLease } from "./leases.js";
import { toCreateOptions, toCreateRequest } from "./map-create.js";
import { toImportFrames, toStoredImage } from "./map-images.js";
import { isLastExecFrame, toExecEvent, toExecFrames } from "./map-exec.js";
import { isInterruption, toLogEvent, toLogsRequest } from "./map-logs.js";
import { toReport, toState } from "./map-report.js";
import { type Caller, runStream, runToLast, runUnary } from "./run-call.js";
import { WantedSandboxes } from "./wanted-sandboxes.js";

/** The transport over gRPC: one shared connection, the headers of one caller. */
export class GrpcTransport implements Transport {
  readonly files: FileAccess;
  readonly discovery: GrpcDiscovery;
  readonly #caller: Caller;
  readonly #capabilities: KnownCapabilities;
  readonly #lease: SharedLease;
  readonly #wanted = new WantedSandboxes();
  #calls: CallStream | null = null;

  constructor(caller: Caller) {
    this.discovery = new GrpcDiscovery(caller);
    this.#caller = caller;
    this.#capabilities = new KnownCapabilities(caller);
    this.#lease = new SharedLease(caller);
    this.files = new GrpcFiles(caller);
  }

  async capabilities(call: Call): Promise<ServerCapabilities> {
    return readCapabilities(await this.#capabilities.get(call));
  }

  async shareLease(call: Call): Promise<LeaseShare> {
    return this.#lease.share(call);
  }

  async createSandbox(request: CreateRequest, call: Call): Promise<SandboxReport> {
    const wire = toCreateRequest(request);
    const { names, options } = toCreateOptions(request);
    await this.#requireCreateOptions(names, call);
    const isPlain = request.leaseId === undefined && !(await this.#offersCreateOptions(call));
    return runUnary(this.#caller, call, async ({ sandboxes, extension }, callOptions) => {
      if (isPlain) return toReport(await sandboxes.createSandbox(wire, callOptions));
      const answer = await extension.createSandbox({ request: wire, options }, callOptions);
      return toReport(answer.sandbox ?? v1.Sandbox.create(), answer.profileName);
    });
  }

  async #offersCreateOptions(call: Call): Promise<boolean> {
    return offers(await this.#capabilities.get(call), FEATURE.CREATE_OPTIONS);
  }

  async #requireCreateOptions(names: readonly string[], call: Call): Promise<void> {
    if (names.length === 0 || (await this.#offersCreateOptions(call))) return;
    throw new CWSandboxValidationError(
      `The server at ${this.#caller.connection.address} cannot do ${names.join(", ")}. ` +
        "Leave the option out, or use a server that offers it.",
      { field: names[0] },
    );
  }

  async runCall(request: CallRequest, onEvent: (event: CallEvent) => void, call: Call): Promise<CallEnd> {
    const wanted = this.#wanted.describe(request.sandbox);
    await this.#requireCreateOptions(wanted.names, call);
    if (this.#calls === null || this.#calls.isClosed) this.#calls = new CallStream(this.#caller);
    return this.#calls.run({ ...request, wanted }, onEvent, call);
  }

  async getSandbox(sandboxId: string, call: Call): Promise<SandboxReport> {
    const sandbox = await runUnary(this.#caller, call, ({ sandboxes }, options) =>
      sandboxes.getSandbox({ sandboxId }, options),
    );
    return toReport(sandbox);
  }

  async *watchSandbox(sandboxId: string, call: Call): AsyncGenerator<SandboxReport, void> {
    const answers = runStream(this.#caller, call, ({ extension }, options) =>
      extension.watchSandbox({ sandboxId }, options),
    );
    for await (const { sandbox, profileName } of answers) {
      yield toReport(sandbox ?? v1.Sandbox.create(), profileName);
    }
  }

  async listSandboxes(request: ListRequest, call: Call): Promise<ListPage> {
    const page = await runUnary(this.#caller, call, ({ sandboxes }, options) =>
      sandboxes.listSandboxes(
        {
          tags: [...request.tags],
          state: toState(request.status),
          runnerIds: [...request.runnerIds],
          showTerminated: request.includeStopped,
          pageToken: request.pageToken,
        },
        options,
      ),
    );
    return {
      sandboxes: page.sandboxes.map((sandbox) => toReport(sandbox)),
      nextPageToken: page.nextPageToken,
    };
  }

  async deleteSandbox(request: DeleteRequest, call: Call): Promise<SandboxReport | null> {
    const { sandbox } = await runUnary(this.#caller, call, ({ sandboxes }, options) =>
      sandboxes.deleteSandbox({ ...request }, options),
    );
    return sandbox === undefined ? null : toReport(sandbox);
  }

  async *exec(
    request: ExecRequest,
    input: AsyncIterable<TerminalInput>,
    call: Call,
  ): AsyncGenerator<ExecEvent, void> {
    const answers = runToLast(
      this.#caller,
      call,
      ({ sandboxes }, options) => sandboxes.streamExec(toExecFrames(request, input), options),
      isLastExecFrame,
    );
    for await (const answer of answers) {
      const event = toExecEvent(answer);
      if (event !== undefined) yield event;
    }
  }

  async *streamLogs(request: LogsRequest, call: Call): AsyncGenerator<LogEvent, void> {
    const answers = runStream(this.#caller, call, ({ sandboxes }, options) =>
      sandboxes.streamLogs(toLogsRequest(request), options),
    );
    try {
      for await (const entry of answers) yield toLogEvent(entry);
    } catch (error) {
      if (!isInterruption(error)) throw error;
      yield { kind: "interrupted", error };
    }
  }

  async readFile({ sandboxId, container, path }: ReadFileRequest, call: Call): Promise<Uint8Array> {
    const { content } = await runUnary(this.#caller, call, ({ sandboxes }, options) =>
      sandboxes.readFile({ sandboxId, container, path }, options),
    );
    return content;
  }

  async writeFile(request: WriteFileRequest, call: Call): Promise<void> {
    const { sandboxId, container, path, contents: content } = request;
    await runUnary(this.#caller, call, ({ sandboxes }, options) =>
      sandboxes.writeFile({ sandboxId, container, path, content }, options),
    );
  }

  async importImage(request: ImportImageRequest, call: Call): Promise<StoredImage> {
    const image = await runUnary(this.#caller, call, ({ images }, options) =>
      images.importImage(toImportFrames(request), options),
    );
    return toStoredImage(image);
  }

  async listImages(call: Call): Promise<readonly StoredImage[]> {
    const answer = await runUnary(this.#caller, call, ({ images }, options) =>
      images.listImages({}, options),
    );
    return answer.images.map(toStoredImage);
  }

  async removeImage(reference: string, call: Call): Promise<void> {
    await runUnary(this.#caller, call, ({ images }, options) => images.removeImage({ reference }, options));
  }
}

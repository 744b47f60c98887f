import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHANNEL_OPTIONS, encodeStatusDetails, ext, v1 } from "@cwsandbox/wire";
import { type CallContext, createServer, type ServerMiddlewareCall, ServerError, Status } from "nice-grpc";

export { Status, v1 };

const S = v1.SandboxServiceDefinition;
const E = ext.ExtensionServiceDefinition;

/** Only these methods are served; everything else is UNIMPLEMENTED, as on an older server. */
const SandboxService = {
  name: S.name,
  fullName: S.fullName,
  methods: {
    createSandbox: S.methods.createSandbox,
    getSandbox: S.methods.getSandbox,
    listSandboxes: S.methods.listSandboxes,
    deleteSandbox: S.methods.deleteSandbox,
    streamExec: S.methods.streamExec,
    streamLogs: S.methods.streamLogs,
    readFile: S.methods.readFile,
    writeFile: S.methods.writeFile,
  },
} as const;

type Methods = Pick<v1.SandboxServiceImplementation<CallContext>, keyof typeof SandboxService.methods>;
type Extension = Omit<ext.ExtensionServiceImplementation<CallContext>, "shutdown">;

/** A call the server has seen. */
export interface SeenCall {
  readonly method: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** A server that does what a test says, over a real socket. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly calls: SeenCall[];
  /** How often a method was called. */
  count(method: string): number;
  /** What the next looks at a sandbox find; the last state stays. */
  readonly states: Map<string, v1.State[]>;
  /** Requests of creates, in order; those over the extension too. */
  readonly created: v1.CreateSandboxRequest[];
  /** Options of creates over the extension. */
  readonly options: (ext.CreateOptions | undefined)[];
  readonly deleted: v1.DeleteSandboxRequest[];
  /** Replaces methods while the server runs. */
  readonly on: Partial<Methods>;
  /** Ends the server with all its connections. */
  stop(): Promise<void>;
}

/** What a scripted server offers. */
export interface ScriptOptions {
  /** Features of the extension; without it the extension is not served. */
  readonly features?: readonly string[];
  /** Replaces methods of the extension. */
  readonly extension?: Partial<Extension>;
}

/** Starts a server on a unix socket of its own. */
export async function startScriptedServer(options: ScriptOptions = {}): Promise<ScriptedServer> {
  const folder = await mkdtemp(join(tmpdir(), "cwsandbox-test-"));
  const world = createWorld();
  const server = createServer(CHANNEL_OPTIONS).use(recordCalls(world.calls));
  server.add(SandboxService, delegate(world));
  if (options.features !== undefined) {
    server.add(E, { ...createExtension(world, options.features), ...options.extension });
  }
  const socket = join(folder, "s.sock");
  await server.listen(`unix:${socket}`);
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    server.forceShutdown();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...world, url: `unix://${socket}`, stop, [Symbol.asyncDispose]: stop };
}

/** An error with details, as our servers send them. */
export function failure(
  code: Status,
  text: string,
  details: Omit<Parameters<typeof encodeStatusDetails>[0], "code" | "message"> = {},
): ServerError {
  return new DetailedError(code, text, encodeStatusDetails({ code, message: text, ...details }));
}

/** An error whose trailer carries these bytes. */
export class DetailedError extends ServerError {
  readonly detailBytes: Uint8Array;

  constructor(code: Status, text: string, detailBytes: Uint8Array) {
    super(code, text);
    this.detailBytes = detailBytes;
  }
}

/** Frames of a command stream. */
export const frame = {
  ready: (): ExecFrame => ({ message: { $case: "ready", value: {} } }),
  stdout: (text: string | Uint8Array): ExecFrame => output(v1.ExecStreamOutput_Stream.STREAM_STDOUT, text),
  stderr: (text: string | Uint8Array): ExecFrame => output(v1.ExecStreamOutput_Stream.STREAM_STDERR, text),
  exit: (exitCode: number): ExecFrame => ({ message: { $case: "exit", value: { exitCode } } }),
  error: (code: string, message: string): ExecFrame => ({
    message: { $case: "error", value: { code, message } },
  }),
};

type ExecFrame = v1.DeepPartial<v1.ExecStreamResponse>;

function output(stream: v1.ExecStreamOutput_Stream, text: string | Uint8Array): ExecFrame {
  return { message: { $case: "output", value: { stream, data: Buffer.from(text) } } };
}

type World = Omit<ScriptedServer, "url" | "stop" | typeof Symbol.asyncDispose>;

function createWorld(): World {
  const calls: SeenCall[] = [];
  return {
    calls,
    count: (method) => calls.filter((call) => call.method === method).length,
    states: new Map(),
    created: [],
    options: [],
    deleted: [],
    on: {},
  };
}

/** The state a look finds now. */
function look(world: World, sandboxId: string): v1.Sandbox {
  const states = world.states.get(sandboxId) ?? [v1.State.STATE_RUNNING];
  const state = (states.length > 1 ? states.shift() : states[0]) ?? v1.State.STATE_RUNNING;
  return sandboxIn(sandboxId, state);
}

/** A sandbox message in a state. */
export function sandboxIn(
  sandboxId: string,
  state: number,
  more: v1.DeepPartial<v1.SandboxStatus> = {},
): v1.Sandbox {
  const sandbox = v1.Sandbox.fromPartial({ sandboxId, status: { runnerId: "r1", ...more } });
  // Numbers of a newer release are sent as they are.
  Object.assign(sandbox.status ?? {}, { state });
  return sandbox;
}

function create(world: World, request: v1.CreateSandboxRequest): v1.Sandbox {
  world.created.push(request);
  const sandboxId = `sb-${world.created.length}`;
  return sandboxIn(sandboxId, v1.State.STATE_CREATING);
}

function createDefaults(world: World): Methods {
  return {
    createSandbox: async (request) => create(world, request),
    getSandbox: async ({ sandboxId }) => look(world, sandboxId),
    listSandboxes: async () => ({ sandboxes: [], nextPageToken: "" }),
    deleteSandbox: async (request) => {
      world.deleted.push(request);
      world.states.set(request.sandboxId, [v1.State.STATE_TERMINATED]);
      return { sandbox: sandboxIn(request.sandboxId, v1.State.STATE_TERMINATING), fileSystemSnapshotIds: [] };
    },
    async *streamExec() {
      yield frame.ready();
      yield frame.exit(0);
    },
    async *streamLogs() {},
    readFile: async () => ({ content: new Uint8Array() }),
    writeFile: async () => ({}),
  };
}

/** Looks a method up at each call, so that tests can replace it at any time. */
function delegate(world: World): Methods {
  const defaults = createDefaults(world);
  const now = <Name extends keyof Methods>(name: Name): Methods[Name] => world.on[name] ?? defaults[name];
  return {
    createSandbox: (request, context) => now("createSandbox")(request, context),
    getSandbox: (request, context) => now("getSandbox")(request, context),
    listSandboxes: (request, context) => now("listSandboxes")(request, context),
    deleteSandbox: (request, context) => now("deleteSandbox")(request, context),
    streamExec: (request, context) => now("streamExec")(request, context),
    streamLogs: (request, context) => now("streamLogs")(request, context),
    readFile: (request, context) => now("readFile")(request, context),
    writeFile: (request, context) => now("writeFile")(request, context),
  };
}

function createExtension(
  world: World,
  features: readonly string[],
): ext.ExtensionServiceImplementation<CallContext> {
  return {
    getCapabilities: async () => ({
      serverVersion: "0.1.0",
      defaultImage: "builtin",
      features: [...features],
    }),
    createSandbox: async ({ request, options }) => {
      world.options.push(options);
      return { sandbox: create(world, v1.CreateSandboxRequest.fromPartial(request ?? {})) };
    },
    async *holdLease(requests) {
      yield { leaseId: "lease-1" };
      for await (const _request of requests);
    },
    async *watchSandbox({ sandboxId }) {
      for (;;) {
        const sandbox = look(world, sandboxId);
        yield { sandbox, profileName: "default" };
        if ((world.states.get(sandboxId) ?? []).length <= 1) return;
      }
    },
    shutdown: async () => ({}),
  };
}

function recordCalls(calls: SeenCall[]) {
  return async function* record<Request, Response>(
    call: ServerMiddlewareCall<Request, Response>,
    context: CallContext,
  ): AsyncGenerator<Response, Response | void, undefined> {
    const method = call.method.path.split("/").at(-1) ?? "";
    const headers = new Map<string, string>();
    for (const [name] of context.metadata) headers.set(name, context.metadata.get(name)?.toString() ?? "");
    calls.push({ method, headers });
    try {
      return yield* call.next(call.request, context);
    } catch (error) {
      if (error instanceof DetailedError) {
        context.trailer.set("grpc-status-details-bin", error.detailBytes);
      }
      throw error;
    }
  };
}

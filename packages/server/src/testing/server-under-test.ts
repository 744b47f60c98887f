import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer as createListener, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakeEngine, type FakeEngineOptions } from "@cwsandbox/engine/fake";
import {
  CHANNEL_OPTIONS,
  decodeStatusDetails,
  ext,
  METADATA_KEY,
  v1,
  type StatusDetails,
} from "@cwsandbox/wire";
import { ClientError, createChannel, createClient, type Channel } from "nice-grpc";
import { loadCommand, type ServerConfig } from "../config/index.js";
import { startServer, type RunningServer, type ServerParts } from "../start-server.js";

/** A real server over the in-memory engine, and clients of it. */
export interface ServerUnderTest extends AsyncDisposable {
  readonly server: RunningServer;
  readonly channel: Channel;
  readonly sandboxes: v1.SandboxServiceClient;
  readonly extension: ext.ExtensionServiceClient;
  readonly images: ext.ImageServiceClient;
}

/** A directory that is gone afterwards. */
export function temporaryDirectory(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "cwsandbox-server-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** The configuration that a command line gives. */
export function configOf(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): ServerConfig {
  const command = loadCommand(["--engine", "fake", "--log-level", "silent", ...argv], environment);
  if (command.kind !== "serve") throw new Error(`not a configuration to serve: ${command.kind}`);
  return command.config;
}

/** Starts a server on a unix socket of its own. */
export async function startUnderTest(
  engineOptions: FakeEngineOptions = {},
  extraArguments: readonly string[] = [],
): Promise<ServerUnderTest> {
  const directory = temporaryDirectory();
  const config = configOf(["--listen", `unix://${join(directory.path, "s.sock")}`, ...extraArguments]);
  const under = await connectTo(config, { engine: createFakeEngine(engineOptions) });
  return {
    ...under,
    async [Symbol.asyncDispose]() {
      await under[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

/** Starts a server and connects to it. */
export async function connectTo(config: ServerConfig, parts: ServerParts = {}): Promise<ServerUnderTest> {
  const server = await startServer(config, parts);
  const channel = openChannel(server.addresses[0] ?? "");
  return {
    server,
    channel,
    sandboxes: createClient(v1.SandboxServiceDefinition, channel),
    extension: createClient(ext.ExtensionServiceDefinition, channel),
    images: createClient(ext.ImageServiceDefinition, channel),
    async [Symbol.asyncDispose]() {
      channel.close();
      await server.close();
    },
  };
}

/** A channel of one's own, as another client would have it. */
export function openChannel(address: string): Channel {
  return createChannel(address.replace(/^https?:\/\//, ""), undefined, {
    ...CHANNEL_OPTIONS,
    "grpc.use_local_subchannel_pool": 1,
  });
}

/** A connection to a unix socket that can be cut, as when a client is killed. */
export interface Cable extends Disposable {
  readonly address: string;
  cut(): void;
}

export async function layCable(address: string): Promise<Cable> {
  const directory = temporaryDirectory();
  const ends: Socket[] = [];
  const cut = (): void => {
    for (const end of ends.splice(0)) end.destroy();
  };
  const listener = createListener((near) => {
    const far = connect(address.replace(/^unix:\/\//, ""));
    ends.push(near, far);
    near.on("error", cut).pipe(far.on("error", cut)).pipe(near);
  });
  const path = join(directory.path, "cable.sock");
  await new Promise<void>((resolve) => listener.listen(path, () => resolve()));
  return {
    address: `unix://${path}`,
    cut,
    [Symbol.dispose]() {
      cut();
      listener.close();
      directory[Symbol.dispose]();
    },
  };
}

/** How a call failed. */
export interface Failure extends Partial<StatusDetails> {
  readonly code: number;
  readonly message: string;
  /** `field: description` of each wrong field. */
  readonly fields: readonly string[];
}

/** Runs a call that must fail, and tells how it did. */
export async function failureOf(call: (onTrailer: TrailerOption) => Promise<unknown>): Promise<Failure> {
  let details: StatusDetails | undefined;
  const onTrailer: TrailerOption = {
    onTrailer(trailer) {
      const bytes = trailer.get(METADATA_KEY.STATUS_DETAILS);
      if (bytes !== undefined) details = decodeStatusDetails(bytes);
    },
  };
  try {
    await call(onTrailer);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const fields = (details?.fieldViolations ?? []).map(({ field }) => field);
    return { ...details, code: error.code, message: error.details, fields };
  }
  throw new Error("the call should have failed");
}

type TrailerOption = {
  onTrailer(trailer: { get(key: typeof METADATA_KEY.STATUS_DETAILS): Uint8Array | undefined }): void;
};

/** A create request of one container. */
export function createRequest(
  container: Partial<v1.Container> = {},
  spec: Partial<v1.SandboxSpec> = {},
  requestId = "",
): v1.CreateSandboxRequest {
  const containers = [
    v1.Container.create({ name: "main", command: "sleep", args: ["infinity"], ...container }),
  ];
  return v1.CreateSandboxRequest.create({ sandbox: { spec: { containers, ...spec } }, requestId });
}

/** Waits until the sandbox is in the state, told by the server. */
export async function untilState(
  { extension }: ServerUnderTest,
  sandboxId: string,
  state: v1.State,
): Promise<v1.Sandbox> {
  for await (const sandbox of extension.watchSandbox({ sandboxId })) {
    if (sandbox.status?.state === state) return sandbox;
  }
  throw new Error(`sandbox ${sandboxId} never was in state ${String(state)}`);
}

/** A sandbox that runs. */
export async function runningSandbox(
  under: ServerUnderTest,
  request: v1.CreateSandboxRequest = createRequest(),
): Promise<string> {
  const { sandboxId } = await under.sandboxes.createSandbox(request);
  await untilState(under, sandboxId, v1.State.STATE_RUNNING);
  return sandboxId;
}

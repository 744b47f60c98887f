import { join } from "node:path";
import { createFakeEngine, type FakeEngineOptions } from "@cwsandbox/engine/fake";
import { CHANNEL_OPTIONS, ext, v1, v1Discovery } from "@cwsandbox/wire";
import { createChannel, createClient, type Channel } from "nice-grpc";
import { loadCommand, type ServerConfig } from "../config/index.js";
import { startServer, type RunningServer, type ServerParts } from "../start-server.js";
import { temporaryDirectory } from "./temporary-directory.js";

/** A real server over the in-memory engine, and clients of it. */
export interface ServerUnderTest extends AsyncDisposable {
  readonly server: RunningServer;
  readonly channel: Channel;
  readonly sandboxes: v1.SandboxServiceClient;
  readonly extension: ext.ExtensionServiceClient;
  readonly images: ext.ImageServiceClient;
  readonly profiles: ext.ProfileServiceClient;
  readonly discovery: v1Discovery.DiscoveryServiceClient;
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
    profiles: createClient(ext.ProfileServiceDefinition, channel),
    discovery: createClient(v1Discovery.DiscoveryServiceDefinition, channel),
    async [Symbol.asyncDispose]() {
      channel.close();
      await server.close();
    },
  };
}

/** The configuration that a command line gives. */
export function configOf(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): ServerConfig {
  const command = loadCommand(["--engine", "fake", "--log-level", "silent", ...argv], environment);
  if (command.kind !== "serve") throw new Error(`not a configuration to serve: ${command.kind}`);
  return command.config;
}

/** A channel of one's own, as another client would have it. */
export function openChannel(address: string): Channel {
  return createChannel(address.replace(/^https?:\/\//, ""), undefined, {
    ...CHANNEL_OPTIONS,
    "grpc.use_local_subchannel_pool": 1,
  });
}

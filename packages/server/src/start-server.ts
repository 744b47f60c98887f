import type { Engine } from "@cwsandbox/engine";
import { CHANNEL_OPTIONS, SERVER_PINGS } from "@cwsandbox/wire";
import type { ServerOptions } from "@grpc/grpc-js";
import { createServer, type Server } from "nice-grpc";
import type { Logger } from "pino";
import { requireApiKey, trustEverybody, type Authenticate } from "./admission/index.js";
import { createCleanup, type Cleanup } from "./cleanup.js";
import type { ServerConfig } from "./config/index.js";
import {
  cancelBeforeEnd,
  errorFunnel,
  requestLog,
  trackOpenCalls,
  type Noted,
  type OpenCalls,
} from "./interceptors/index.js";
import {
  bind,
  claimSocket,
  endCalls,
  prepareSocketFolder,
  watchIdleness,
  type IdleExit,
} from "./listening/index.js";
import { createLogger } from "./logger.js";
import { openEngine } from "./open-engine.js";
import { createServices, restore, stopQuietly, type ServiceContext } from "./services/index.js";
import { createLeases, createLogSessions, createRequestIds, untilAborted } from "./sessions/index.js";
import { readVersion } from "./version.js";

/** A server that accepts connections. */
export interface RunningServer {
  /** Where, as clients give it: `unix:///path`, `http://host:port` or `https://host:port`. */
  readonly addresses: readonly string[];
  /** Resolves when the server has ended, by `close` or because it was idle. */
  readonly closed: Promise<void>;
  /** Stops accepting, ends all streams, lets go of the engine; its sandboxes go on. Idempotent. */
  close(): Promise<void>;
}

/** Parts that are made from the configuration unless they are given. */
export interface ServerParts {
  /** Belongs to the server from then on: it is disposed with it. */
  readonly engine?: Engine;
  readonly logger?: Logger;
}

/**
 * Starts a server: claims its socket, opens the engine, ends what an earlier server left under leases, and
 * listens. When that fails, everything is undone.
 *
 * @throws AlreadyServingError when another server answers at the same socket.
 * @throws ConfigError when the socket's folder cannot be trusted.
 */
export async function startServer(config: ServerConfig, parts: ServerParts = {}): Promise<RunningServer> {
  const logger = parts.logger ?? createLogger(config);
  const cleanup = createCleanup((error) => logger.error({ err: error }, "a step of the shutdown failed"));
  try {
    return await start(config, { ...parts, logger }, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function start(
  config: ServerConfig,
  parts: ServerParts & { readonly logger: Logger },
  cleanup: Cleanup,
): Promise<RunningServer> {
  const { logger } = parts;
  await claimAddress(config, cleanup);
  const engine = parts.engine ?? (await openEngine(config, logger));
  cleanup.defer(() => engine[Symbol.asyncDispose]());

  const watching: { idle?: IdleExit } = {};
  const leaveWhenIdle = (): void => watching.idle?.leaveWhenIdle();
  const context = createContext({ config, engine, logger, leaveWhenIdle }, cleanup);
  await restore(engine, context.requestIds, stopQuietly(engine, logger));

  const openCalls = trackOpenCalls();
  const server = createGrpcServer(config, logger, openCalls);
  createServices(server, context, authenticatorFor(config));
  const binding = await bind(server, config.listen);
  cleanup.defer(() => endCalls(server, openCalls));
  cleanup.defer(() => binding[Symbol.dispose]());

  const ended = new AbortController();
  const close = async (): Promise<void> => {
    await cleanup.run();
    ended.abort();
  };
  const idle = watchIdleness(engine, config.idleExitSeconds, () => {
    logger.info("nobody needs this server any more; it leaves");
    void close();
  });
  cleanup.defer(() => idle[Symbol.dispose]());
  watching.idle = idle;

  logger.info(
    { address: binding.address, version: context.serverVersion, engine: engine.description },
    "ready",
  );
  return { addresses: [binding.address], closed: untilAborted(ended.signal), close };
}

async function claimAddress({ listen }: ServerConfig, cleanup: Cleanup): Promise<void> {
  if (listen.kind !== "unix") return;
  prepareSocketFolder(listen);
  const claim = await claimSocket(listen.path);
  cleanup.defer(() => claim[Symbol.dispose]());
}

function createContext(
  given: Pick<ServiceContext, "config" | "engine" | "logger" | "leaveWhenIdle">,
  cleanup: Cleanup,
): ServiceContext {
  const logSessions = createLogSessions();
  cleanup.defer(() => logSessions[Symbol.dispose]());
  return {
    ...given,
    serverVersion: readVersion(),
    startedAt: new Date(),
    requestIds: createRequestIds(),
    leases: createLeases(stopQuietly(given.engine, given.logger)),
    logSessions,
  };
}

function createGrpcServer(config: ServerConfig, logger: Logger, openCalls: OpenCalls): Server<Noted> {
  const options: ServerOptions = {
    ...CHANNEL_OPTIONS,
    // The kernel tells when the other end of a unix socket is gone; a network does not.
    ...(config.listen.kind === "tcp" ? SERVER_PINGS : {}),
    "grpc.max_receive_message_length": config.maxRequestBytes,
    interceptors: [cancelBeforeEnd],
  };
  return createServer(options).use(requestLog(logger)).use(errorFunnel(logger)).use(openCalls.middleware);
}

/** Whoever can open a unix socket is trusted; its permissions are the check. */
function authenticatorFor({ listen, apiKeys }: ServerConfig): Authenticate {
  return listen.kind === "unix" || apiKeys.length === 0 ? trustEverybody : requireApiKey(apiKeys);
}

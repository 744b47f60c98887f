import { writeSync } from "node:fs";
import type { ServerConfig } from "./config/index.js";
import { AlreadyServingError } from "./listening/index.js";
import { startServer, type RunningServer } from "./start-server.js";

const FAILED = 1;
/** Ending may take this long before the process ends anyway, in seconds. */
const MAX_SHUTDOWN_SECONDS = 20;
const MILLISECONDS_PER_SECOND = 1000;

/**
 * Runs a server until it is idle or told to end. Says on the configured file descriptor, in one line, when
 * connections are accepted and where, even if by another server that was here first.
 *
 * @returns the exit code of the process.
 */
export async function serve(config: ServerConfig): Promise<number> {
  let server: RunningServer;
  try {
    server = await startServer(config);
  } catch (error) {
    if (!(error instanceof AlreadyServingError)) throw error;
    announce(config, error.address);
    return 0;
  }
  endOnSignals(server);
  announce(config, server.addresses[0] ?? "");
  await server.closed;
  return 0;
}

function announce({ readyFileDescriptor }: ServerConfig, address: string): void {
  writeSync(readyFileDescriptor, `${JSON.stringify({ ready: true, address })}\n`);
}

function endOnSignals(server: RunningServer): void {
  let asked = false;
  const end = (): void => {
    // Whoever asks twice does not want to wait.
    if (asked) process.exit(FAILED);
    asked = true;
    setTimeout(() => process.exit(FAILED), MAX_SHUTDOWN_SECONDS * MILLISECONDS_PER_SECOND).unref();
    void server.close();
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

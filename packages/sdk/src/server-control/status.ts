import { findEmbeddedServer } from "../embedded/index.js";
import { connectTo } from "../transport-grpc/index.js";

/** What is known about the user's own server on this machine. */
export interface EmbeddedServerStatus {
  /** Where it listens, or would. */
  readonly address: string;
  /** The file it writes its log to. */
  readonly logFile: string;
  /** What it says about itself; null when it does not run. */
  readonly running: RunningServer | null;
}

/** A running server in its own words. */
export interface RunningServer {
  /** Three numbers with dots. */
  readonly version: string;
  /** Id of its process. */
  readonly processId: number | null;
  /** Image of a sandbox that names none. */
  readonly defaultImage: string;
  /** Limits that it refuses when asked for, because this machine cannot enforce them. */
  readonly unenforcedLimits: readonly string[];
}

const ANSWER_TIMEOUT_SECONDS = 10;

/**
 * Looks for the user's own server, the one that starts by itself, and asks it who it is. Never starts it.
 *
 * @throws SandboxUnavailableError when its folder cannot be trusted, or it does not answer.
 */
export async function getEmbeddedServerStatus(): Promise<EmbeddedServerStatus> {
  const { socket, log, isListening } = await findEmbeddedServer();
  const address = `unix://${socket}`;
  if (!isListening) return { address, logFile: log, running: null };
  const transport = await connectTo({ kind: "unix", url: address, path: socket });
  const { serverVersion, processId, defaultImage, unenforcedLimits } = await transport.capabilities({
    operation: "Get server status",
    timeoutSeconds: ANSWER_TIMEOUT_SECONDS,
  });
  return {
    address,
    logFile: log,
    running: { version: serverVersion, processId, defaultImage, unenforcedLimits },
  };
}

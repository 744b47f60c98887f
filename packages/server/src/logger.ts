import { destination, pino, type Logger } from "pino";
import type { ServerConfig } from "./config/index.js";

const STANDARD_ERROR = 2;

/** One line of JSON per event, to the configured file or to standard error. Written at once, so that a crash loses nothing. */
export function createLogger({ logFile, logLevel }: Pick<ServerConfig, "logFile" | "logLevel">): Logger {
  const target =
    logFile === undefined ? { dest: STANDARD_ERROR } : { dest: logFile, mkdir: true, append: true };
  const stream = destination({ ...target, sync: true });
  // On a full disk there is no log, but the work it tells of goes on.
  stream.on("error", () => undefined);
  return pino({ level: logLevel }, stream);
}

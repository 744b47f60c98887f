import { untilServerLeft } from "../embedded/index.js";
import { SandboxError } from "../errors/index.js";
import { getEmbeddedServerStatus } from "./status.js";

/**
 * Ends the user's own server. Its sandboxes go on; the next server, which starts by itself when it is needed,
 * finds them again.
 *
 * @returns false when no server was running.
 * @throws SandboxError when it cannot be told, or does not leave within 30 seconds.
 */
export async function stopEmbeddedServer(): Promise<boolean> {
  const { running, logFile } = await getEmbeddedServerStatus();
  if (running === null) return false;
  if (running.processId === null) {
    throw new SandboxError(
      "The embedded server does not tell its process id, so it cannot be stopped from here.",
    );
  }
  try {
    process.kill(running.processId, "SIGTERM");
  } catch (cause) {
    throw new SandboxError(`The embedded server (process ${running.processId}) cannot be signalled.`, {
      cause,
    });
  }
  if (await untilServerLeft()) return true;
  throw new SandboxError(
    `The embedded server (process ${running.processId}) was asked to end but still listens. Its log is ${logFile}.`,
  );
}

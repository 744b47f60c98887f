import { watch } from "node:fs";
import { SandboxUnavailableError } from "../errors/index.js";
import { startTimer } from "../support/index.js";
import { checkFolder, type EmbeddedPaths, embeddedPaths } from "./folder.js";
import { launchServer } from "./launch.js";
import { isListening } from "./probe.js";
import { findServerProgram } from "./server-program.js";
import { userId } from "./user-id.js";

/** Times a start is repeated when another program's start came in between. */
const START_ATTEMPTS = 3;
/** Longest wait for another program's server to open its socket. */
const SOCKET_OPEN_TIMEOUT_SECONDS = 5;
/** Longest wait for a leaving server to close it, which on a busy machine ends several sandboxes before. */
const SOCKET_CLOSED_TIMEOUT_SECONDS = 30;

/**
 * Sees to it that the user's own server listens, and gives the path of its socket. Several programs that
 * start at once end up with the same server.
 *
 * @param findProgram finds the script that starts the server; called only when nobody listens.
 * @throws SandboxUnavailableError when there can be no server, with the next step to take.
 */
export async function ensureEmbeddedServer(findProgram = findServerProgram): Promise<string> {
  const uid = userId();
  const paths = embeddedPaths(process.env, uid);
  await checkFolder(paths.folder, uid);
  if (await isListening(paths.socket)) return paths.socket;
  const program = findProgram();
  for (let attempt = 1; ; attempt += 1) {
    const launch = await launchServer(program, paths);
    if (launch.outcome.kind === "ready") return paths.socket;
    // Another program's server may have been first; then ours has left without a word.
    if (await isListening(paths.socket)) return paths.socket;
    if (launch.outcome.exitCode === 0 && attempt < START_ATTEMPTS) {
      await untilSocket(paths, true, SOCKET_OPEN_TIMEOUT_SECONDS);
      if (await isListening(paths.socket)) return paths.socket;
      continue;
    }
    throw new SandboxUnavailableError(
      `The embedded server ended at once (exit code ${launch.outcome.exitCode ?? "none"}). ` +
        `Its log is ${paths.log}; it ends with:\n${await launch.logTail()}\n` +
        "Run `cwsandbox doctor` to see what this machine lacks.",
    );
  }
}

/** Waits until a server that was asked to leave has closed its socket; false when it takes too long. */
export async function untilServerLeft(): Promise<boolean> {
  return untilSocket(embeddedPaths(process.env, userId()), false, SOCKET_CLOSED_TIMEOUT_SECONDS);
}

/** Is told by the folder when the socket comes or goes. */
async function untilSocket(paths: EmbeddedPaths, wanted: boolean, timeoutSeconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const watcher = watch(paths.folder);
    const settle = (outcome: boolean): void => {
      callOff();
      watcher.close();
      resolve(outcome);
    };
    const callOff = startTimer(timeoutSeconds, () => settle(false));
    const look = (): void => {
      isListening(paths.socket).then(
        (listening) => {
          if (listening === wanted) settle(true);
        },
        () => settle(false),
      );
    };
    watcher.on("change", look);
    watcher.on("error", () => settle(false));
    look();
  });
}

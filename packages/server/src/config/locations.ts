import { homedir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "./config-error.js";

/** What a socket's path may be at most; the kernel's structure has 108 bytes and ends with a NUL. */
const MAX_SOCKET_PATH_BYTES = 107;
/** The socket is bound under a longer, temporary name first. */
const TEMPORARY_SUFFIX_BYTES = 12;

/** Socket of a user's own server: in the user's runtime directory, else in a folder named by the user id. */
export function embeddedSocketPath(environment: NodeJS.ProcessEnv, userId: number): string {
  const runtimeDirectory = environment["XDG_RUNTIME_DIR"];
  return runtimeDirectory === undefined || !runtimeDirectory.startsWith("/")
    ? `/tmp/cwsandbox-${String(userId)}/server.sock`
    : join(runtimeDirectory, "cwsandbox", "server.sock");
}

/**
 * Where sandboxes, images and logs are kept unless configured otherwise. A user's own server and one that listens
 * for others keep apart, so that both can run at the same time.
 */
export function defaultStateDirectory(
  environment: NodeJS.ProcessEnv,
  { userId, listens }: { readonly userId: number; readonly listens: boolean },
): string {
  const name = listens ? "cwsandbox-server" : "cwsandbox";
  if (userId === 0) return join("/var/lib", name);
  const stateHome = environment["XDG_STATE_HOME"];
  const base = stateHome?.startsWith("/") === true ? stateHome : join(homedir(), ".local", "state");
  return join(base, name);
}

/**
 * @throws ConfigError for a path that is relative or longer than the kernel takes.
 */
export function checkSocketPath(path: string): void {
  if (!path.startsWith("/")) {
    throw new ConfigError(`The socket path '${path}' is not absolute; write unix:///path/to/socket`);
  }
  const longest = MAX_SOCKET_PATH_BYTES - TEMPORARY_SUFFIX_BYTES;
  if (Buffer.byteLength(path) > longest) {
    throw new ConfigError(
      `The socket path '${path}' is longer than ${String(longest)} bytes; choose a shorter one, ` +
        "for the embedded server by setting XDG_RUNTIME_DIR",
    );
  }
}

import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** A server that takes connections and never says a word. */
export interface SilentServer extends AsyncDisposable {
  readonly baseUrl: string;
  /** How many there were until now. */
  readonly connections: () => number;
}

export async function listenSilently(): Promise<SilentServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "cwsandbox-silent-"));
  const socket = path.join(folder, "silent.sock");
  const sockets: Socket[] = [];
  const server = createServer((connection) => sockets.push(connection));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    baseUrl: `unix://${socket}`,
    connections: () => sockets.length,
    [Symbol.asyncDispose]: async () => {
      for (const connection of sockets) connection.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

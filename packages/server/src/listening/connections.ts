import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";

/** Node announces every connection that a server of this process accepts. */
const ACCEPTED = "net.server.socket";

/** Counts the connections that clients hold. */
export interface Connections extends Disposable {
  readonly count: () => number;
}

/** @param changed Called after each connection that comes or goes. */
export function countConnections(changed: () => void): Connections {
  const open = new Set<Socket>();
  const accepted = (message: unknown): void => {
    const socket = socketOf(message);
    if (socket === undefined) return;
    open.add(socket);
    socket.once("close", () => {
      open.delete(socket);
      changed();
    });
    changed();
  };
  subscribe(ACCEPTED, accepted);
  return { count: () => open.size, [Symbol.dispose]: () => void unsubscribe(ACCEPTED, accepted) };
}

function socketOf(message: unknown): Socket | undefined {
  const socket =
    typeof message === "object" && message !== null && "socket" in message ? message.socket : undefined;
  return socket instanceof Socket ? socket : undefined;
}

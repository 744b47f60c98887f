import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Http2Server } from "node:http2";

/** Node announces every server of this process that begins to listen, before it does. */
const LISTENING = "tracing:net.server.listen:asyncStart";

/**
 * Lets the clients of a server send so many bytes before it has taken any, on each stream. The gRPC library has an
 * option for that, which its server does not read: uploads would wait after every 64 KiB for a word from here.
 *
 * @param listen Makes the gRPC library listen.
 */
export async function widenWindows<Result>(
  sizeBytes: number,
  listen: () => Promise<Result>,
): Promise<Result> {
  const widen = (message: unknown): void => {
    if (!isAnnouncement(message)) return;
    const { server } = message;
    server.updateSettings({ initialWindowSize: sizeBytes });
    server.on("session", (session) => session.setLocalWindowSize(sizeBytes));
  };
  subscribe(LISTENING, widen);
  try {
    return await listen();
  } finally {
    unsubscribe(LISTENING, widen);
  }
}

function isAnnouncement(message: unknown): message is { readonly server: Http2Server } {
  if (typeof message !== "object" || message === null || !("server" in message)) return false;
  const { server } = message;
  return typeof server === "object" && server !== null && "updateSettings" in server;
}

import { mkdtemp, rm } from "node:fs/promises";
import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const EXTENSION = "/cwsandbox.ext.";
const UNIMPLEMENTED = "12";

/** An address at which a server looks as if it had only the shared contract and none of our additions. */
export interface PlainServer extends AsyncDisposable {
  readonly baseUrl: string;
}

/** Stands between clients and a server on a socket, and answers calls of the extension as an old server does. */
export async function hideExtension(baseUrl: string): Promise<PlainServer> {
  const folder = await mkdtemp(path.join(tmpdir(), "cwsandbox-plain-"));
  const socket = path.join(folder, "plain.sock");
  const behind = connect("http://localhost", {
    createConnection: () => connectSocket(baseUrl.slice("unix://".length)),
  });
  const sessions = new Set<Http2Session>();
  const server = createServer();
  server.on("session", (session) => sessions.add(session));
  server.on("stream", (stream, headers) => forward(behind, stream, headers));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    baseUrl: `unix://${socket}`,
    [Symbol.asyncDispose]: async () => {
      for (const session of sessions) session.destroy();
      behind.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function forward(behind: ClientHttp2Session, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  if (headers[":path"]?.startsWith(EXTENSION) === true) {
    stream.respond(
      { ":status": 200, "content-type": "application/grpc", "grpc-status": UNIMPLEMENTED },
      { endStream: true },
    );
    return;
  }
  const call = behind.request({ ...headers, ":authority": "localhost" });
  let trailers: IncomingHttpHeaders = {};
  call.on("trailers", (received) => (trailers = received));
  call.once("response", (received, flags) => {
    const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(received, { endStream, waitForTrailers: !endStream });
    if (!endStream) call.pipe(stream);
  });
  stream.once("wantTrailers", () => stream.sendTrailers(trailers));
  stream.pipe(call);
  stream.once("close", () => call.close(constants.NGHTTP2_CANCEL));
  // The other side learns of it by the end of its stream.
  for (const side of [call, stream]) side.on("error", () => stream.close(constants.NGHTTP2_CANCEL));
}

import { type ClientHttp2Session, type IncomingHttpHeaders, connect } from "node:http2";
import { connect as connectSocket } from "node:net";

/** How a call that no SDK would make was answered. */
export interface RawAnswer {
  /** The number of the gRPC status. */
  readonly status: number;
  readonly message: string;
  /** The status details as they were sent, decoded from base64. */
  readonly details: Uint8Array;
}

export interface RawCall {
  readonly baseUrl: string;
  /** Such as `/package.Service/Method`. */
  readonly path: string;
  /** The encoded request, right or wrong. */
  readonly request: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes one unary gRPC call by hand: what goes over the wire is exactly what is given. */
export async function rawCall(call: RawCall): Promise<RawAnswer> {
  const session = openSession(call.baseUrl);
  try {
    return await request(session, call);
  } finally {
    session.destroy();
  }
}

function openSession(baseUrl: string): ClientHttp2Session {
  if (!baseUrl.startsWith("unix://")) return connect(baseUrl);
  const socketPath = baseUrl.slice("unix://".length);
  return connect("http://localhost", { createConnection: () => connectSocket(socketPath) });
}

function request(session: ClientHttp2Session, call: RawCall): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    session.once("error", reject);
    const stream = session.request({
      ":method": "POST",
      ":path": call.path,
      "content-type": "application/grpc",
      te: "trailers",
      ...call.headers,
    });
    const read = (headers: IncomingHttpHeaders): void => {
      if (headers["grpc-status"] === undefined) return;
      resolve({
        status: Number(headers["grpc-status"]),
        message: decodeURIComponent(String(headers["grpc-message"] ?? "")),
        details: Buffer.from(String(headers["grpc-status-details-bin"] ?? ""), "base64"),
      });
    };
    stream.once("response", read);
    stream.once("trailers", read);
    stream.once("error", reject);
    stream.resume();
    const frame = Buffer.alloc(5);
    frame.writeUInt32BE(call.request.length, 1);
    stream.end(Buffer.concat([frame, call.request]));
  });
}

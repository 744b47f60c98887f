import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A network between clients and one TCP server that can be made as bad as a test wants it. */
export interface Proxy extends AsyncDisposable {
  /** Where clients connect instead of the server. */
  readonly baseUrl: string;
  /** Ends every connection at once, with a reset in both directions; new ones work. */
  cut(): void;
  /** From now on nothing arrives anywhere and nothing is closed, as behind a pulled cable. */
  silence(): void;
  /** New connections work again; silenced ones stay silent. */
  restore(): void;
  /** How fast bytes pass in each direction; absent: as fast as they can. */
  limitBytesPerSecond: number | undefined;
  /** New connections wait until it is known where they go. */
  hold(): void;
  /** Sends new connections, and those that wait, to another server, for example one that was started again. */
  aim(baseUrl: string): void;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  isSilent: boolean;
}

/** Starts a proxy before a server that listens on TCP. */
export async function startProxy(target: string): Promise<Proxy> {
  const pairs = new Set<Pair>();
  const state = { target, isSilent: false, isHeld: false };
  const waiting: (() => void)[] = [];
  const accept = (client: Socket): void => {
    if (state.isHeld) {
      waiting.push(() => accept(client));
      return;
    }
    const { hostname, port } = new URL(state.target);
    const pair: Pair = { client, server: connect(Number(port), hostname), isSilent: state.isSilent };
    pairs.add(pair);
    join(pair, pair.client, pair.server, proxy);
    join(pair, pair.server, pair.client, proxy);
    client.once("close", () => pairs.delete(pair));
  };
  const listener = createServer(accept);
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const proxy: Proxy = {
    baseUrl: `http://127.0.0.1:${portOf(listener.address())}`,
    limitBytesPerSecond: undefined,
    cut() {
      for (const { client, server } of pairs) {
        client.resetAndDestroy();
        server.resetAndDestroy();
      }
    },
    silence() {
      state.isSilent = true;
      for (const pair of pairs) pair.isSilent = true;
    },
    restore() {
      state.isSilent = false;
    },
    hold() {
      state.isHeld = true;
    },
    aim(baseUrl) {
      state.target = baseUrl;
      state.isHeld = false;
      for (const go of waiting.splice(0)) go();
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      proxy.cut();
      await once(listener, "close");
    },
  };
  return proxy;
}

/** Passes on what one side sends, its end included, unless the pair is silent. */
function join(pair: Pair, from: Socket, to: Socket, proxy: Pick<Proxy, "limitBytesPerSecond">): void {
  from.on("data", (data: Buffer) => {
    if (pair.isSilent) return;
    const isTaken = to.write(data);
    const limit = proxy.limitBytesPerSecond;
    if (limit !== undefined) {
      from.pause();
      setTimeout(() => from.resume(), (data.byteLength / limit) * 1000);
    } else if (!isTaken) {
      from.pause();
      to.once("drain", () => from.resume());
    }
  });
  // The other side of a silent pair is never told.
  from.on("error", () => from.destroy());
  from.on("close", () => {
    if (!pair.isSilent) to.destroy();
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the proxy listens on TCP");
  return address.port;
}

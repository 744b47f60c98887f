import type { Duplex } from "node:stream";

import { createDeferred } from "@cwsandbox/engine";
import type { CallPayload, CallPiece } from "@cwsandbox/engine";

import { createOutputQueue } from "../host/index.js";
import type { AttendedContainer } from "../runtime/index.js";
import { createChannelReader } from "./channel-reader.js";
import type { ChannelEvent } from "./channel-reader.js";

/** Exit code of a process that SIGKILL ended. */
export const KILLED = 137;

/** How the runner's process ended. */
export interface ProcessEnd {
  readonly exitCode: number;
  readonly hasResult: boolean;
}

/** The runner in its container: parked, then busy with the one call of its life. */
export class CallProcess {
  readonly #container: AttendedContainer;
  readonly #queue;
  readonly #ready = createDeferred<void>();
  readonly #ended = createDeferred<ProcessEnd>();
  #hasResult = false;
  #isReading = false;

  constructor(container: AttendedContainer) {
    const { channel, stdout, stderr, exitCode } = container;
    this.#container = container;
    this.#queue = createOutputQueue<CallPiece>([stdout.socket, stderr.socket, channel]);
    this.#ready.promise.catch(() => undefined);
    channel.on(
      "data",
      createChannelReader((event) => {
        this.#take(event);
      }),
    );
    void exitCode.then((code) => this.#afterEnd(code));
  }

  /** Resolves when the runner waits for its payload; rejects when it ended before. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Never rejects. When the runner has told its end itself, the container may still be there. */
  get ended(): Promise<ProcessEnd> {
    return this.#ended.promise;
  }

  /** Output and result, in the order of arrival; unread ones stop the function. Readable once. */
  readPieces(): AsyncIterable<CallPiece> {
    return this.#queue.read();
  }

  /** Hands over the call; the runner begins with it as soon as it is ready. Resolves when it has it, or has ended. */
  async send({ sizeBytes, pieces }: CallPayload): Promise<void> {
    this.#readOutput();
    const { channel } = this.#container;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sizeBytes);
    channel.cork();
    channel.write(length);
    for await (const piece of pieces) {
      if (channel.destroyed) break;
      const hasRoom = channel.write(piece);
      channel.uncork();
      if (!hasRoom) await untilRoom(channel);
    }
  }

  #readOutput(): void {
    this.#isReading = true;
    for (const stream of ["stdout", "stderr"] as const) {
      this.#container[stream].socket.on("data", (data: Buffer) => {
        this.#queue.push({ stream, data });
      });
    }
  }

  #take(event: ChannelEvent): void {
    switch (event.kind) {
      case "ready":
        this.#ready.resolve();
        return;
      case "result":
        this.#hasResult = event.isLast;
        this.#queue.push({ stream: "result", data: event.data });
        return;
      case "exit":
        this.#container.stdout.emitWritten();
        this.#container.stderr.emitWritten();
        this.#end(event.exitCode);
        return;
      case "malformed":
        this.#container.kill();
        this.#end(KILLED);
    }
  }

  /** The container has ended without its runner having said so. What it wrote before may still be on its way. */
  async #afterEnd(exitCode: number): Promise<void> {
    const { stdout, stderr, channel } = this.#container;
    const error = new Error(`the runner ended with exit code ${exitCode} before it was ready`);
    if (this.#isReading) await Promise.all([stdout.socket, stderr.socket, channel].map(untilClosed));
    this.#ready.reject(error);
    this.#end(exitCode);
  }

  #end(exitCode: number): void {
    this.#queue.end();
    this.#ended.resolve({ exitCode, hasResult: this.#hasResult });
  }
}

/** Nobody reads any more from one that has closed. */
function untilRoom(channel: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      channel.off("drain", settle);
      channel.off("close", settle);
      resolve();
    };
    if (channel.closed) return resolve();
    channel.on("drain", settle);
    channel.on("close", settle);
  });
}

interface Closable {
  readonly closed: boolean;
  once(event: "close", listener: () => void): unknown;
}

function untilClosed(stream: Closable): Promise<void> {
  if (stream.closed) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once("close", resolve);
  });
}

import { open, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";

import { errorCode } from "../host/index.js";
import { findTailOffset } from "./tail-offset.js";

const BLOCK_SIZE_BYTES = 65_536;
const NEWLINE = 0x0a;

/**
 * Reads the raw lines of a log that the supervisor may replace: when a file has grown beyond its
 * limit, the supervisor renames a new one over it. What was not read of the old one is still read,
 * because it is held open.
 */
export class LogFile implements AsyncDisposable {
  readonly #path: string;
  #file: FileHandle | undefined;
  #offset = 0;
  #carried: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.#path = path;
  }

  /** Skips to where the last lines begin. */
  async seekToTail(tailLines: number): Promise<void> {
    await this.#open();
    if (this.#file !== undefined) {
      const { size } = await this.#file.stat();
      this.#offset = await findTailOffset(this.#file, size, tailLines);
    }
  }

  /** The lines that exist at this moment, and no more if the writer is faster; call again for those. */
  async *readLines(): AsyncGenerator<Buffer> {
    while (await this.#open()) {
      yield* this.#readOpened();
      if (!(await this.#moveToReplacement())) {
        return;
      }
    }
  }

  /** The rest of a last line that its writer never finished. */
  takeUnfinished(): Buffer {
    const rest = this.#carried;
    this.#carried = Buffer.alloc(0);
    return rest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async *#readOpened(): AsyncGenerator<Buffer> {
    const block = Buffer.alloc(BLOCK_SIZE_BYTES);
    const { size: sizeBytes = 0 } = (await this.#file?.stat()) ?? {};
    while (this.#offset < sizeBytes) {
      const length = Math.min(block.byteLength, sizeBytes - this.#offset);
      const { bytesRead = 0 } = (await this.#file?.read(block, 0, length, this.#offset)) ?? {};
      if (bytesRead === 0) {
        return;
      }
      this.#offset += bytesRead;
      let data = Buffer.concat([this.#carried, block.subarray(0, bytesRead)]);
      for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE)) {
        yield data.subarray(0, end);
        data = data.subarray(end + 1);
      }
      this.#carried = data;
    }
  }

  /** False while the supervisor has not made the file yet. */
  async #open(): Promise<boolean> {
    if (this.#file !== undefined) {
      return true;
    }
    try {
      this.#file = await open(this.#path, "r");
      this.#offset = 0;
      return true;
    } catch (error) {
      if (errorCode(error) === "ENOENT") {
        return false;
      }
      throw error;
    }
  }

  /**
   * True when there is another file under the name by now and the old one is left. The supervisor
   * closes the old one before it renames, so what was read last was all of it only if nothing came since.
   */
  async #moveToReplacement(): Promise<boolean> {
    const named = await stat(this.#path, { bigint: true }).catch(() => undefined);
    const held = await this.#file?.stat({ bigint: true });
    if (named === undefined || held === undefined || named.ino === held.ino) {
      return false;
    }
    if (held.size > BigInt(this.#offset)) {
      return true;
    }
    await this[Symbol.asyncDispose]();
    this.#carried = Buffer.alloc(0);
    return true;
  }
}

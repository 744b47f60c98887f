import { inspect } from "node:util";
import type { ProcessResult } from "../errors/index.js";
import { decodeText } from "./decoders.js";

/** Gathers pieces and joins them when somebody asks. */
export class ByteCollector {
  readonly #limitBytes: number;
  #pieces: Uint8Array[] = [];
  #sizeBytes = 0;
  #leftOutBytes = 0;

  /** @param limitBytes how much is kept; of more, the end is. */
  constructor(limitBytes = Number.POSITIVE_INFINITY) {
    this.#limitBytes = limitBytes;
  }

  append(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#sizeBytes += piece.byteLength;
    // Joining and cutting at twice the limit costs each byte one copy, however small the pieces are.
    if (this.#sizeBytes > 2 * this.#limitBytes) this.#cut();
  }

  bytes(): Uint8Array {
    if (this.#sizeBytes > this.#limitBytes) this.#cut();
    const kept = this.#join();
    if (this.#leftOutBytes === 0) return kept;
    return Buffer.concat([Buffer.from(`[${this.#leftOutBytes} bytes before this were not kept]\n`), kept]);
  }

  #cut(): void {
    const kept = Buffer.from(this.#join().subarray(-this.#limitBytes));
    this.#leftOutBytes += this.#sizeBytes - kept.byteLength;
    this.#sizeBytes = kept.byteLength;
    this.#pieces = [kept];
  }

  #join(): Uint8Array {
    const [first, ...rest] = this.#pieces;
    if (first === undefined) return new Uint8Array();
    if (rest.length === 0) return first;
    const joined = Buffer.concat(this.#pieces);
    this.#pieces = [joined];
    return joined;
  }
}

export interface ProcessResultParts {
  readonly stdout: ByteCollector;
  readonly stderr: ByteCollector;
  readonly returncode: number;
  readonly command: readonly string[];
}

/** The result of a command. Joined and decoded when first asked for: output may be larger than any text can be. */
export function createProcessResult(parts: ProcessResultParts): ProcessResult {
  const { stdout, stderr, returncode, command } = parts;
  const stdoutText = once(() => decodeText(stdout.bytes()));
  const stderrText = once(() => decodeText(stderr.bytes()));
  const result: ProcessResult = {
    get stdout() {
      return stdoutText();
    },
    get stderr() {
      return stderrText();
    },
    get stdoutText() {
      return stdoutText();
    },
    get stderrText() {
      return stderrText();
    },
    get stdoutBytes() {
      return stdout.bytes();
    },
    get stderrBytes() {
      return stderr.bytes();
    },
    returncode,
    command,
  };
  // Without this, printing a result would show accessors instead of the output.
  const shown = (): object => ({ stdout: stdoutText(), stderr: stderrText(), returncode, command });
  return Object.defineProperty(result, inspect.custom, { value: shown });
}

function once(compute: () => string): () => string {
  let value: string | undefined;
  return () => (value ??= compute());
}

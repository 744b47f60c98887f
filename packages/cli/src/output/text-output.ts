/** A place for text that may be a terminal. */
export interface TextOutput {
  /** Whether lines can be rewritten in place. */
  readonly isTerminal: boolean;
  /** Whether colours are wanted; never without a terminal. */
  readonly hasColors: boolean;
  /** Width in characters. */
  readonly columns: number;
  write(text: string): void;
  /** Writes bytes or text unchanged and resolves when they are taken, so that a slow reader slows the sender. */
  send(piece: Uint8Array | string): Promise<void>;
}

/** What is needed of a stream of the process. `isTTY` is absent for files and pipes, whatever its type says. */
export interface WritableText {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(piece: Uint8Array | string, onTaken?: () => void): unknown;
}

const DEFAULT_COLUMNS = 80;

/** Treats a stream of the process as a `TextOutput`. Colours honour `NO_COLOR` and `TERM=dumb`. */
export function fromStream(
  stream: WritableText,
  environment: Readonly<Record<string, string | undefined>>,
): TextOutput {
  const isTerminal = stream.isTTY === true;
  const refused = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return {
    isTerminal,
    hasColors: isTerminal && !refused,
    get columns() {
      const columns = stream.columns ?? 0;
      return columns > 0 ? columns : DEFAULT_COLUMNS;
    },
    write: (text) => void stream.write(text),
    // A failed write is told by the stream's error event, which ends the program.
    send: (piece) => new Promise((resolve) => void stream.write(piece, () => resolve())),
  };
}

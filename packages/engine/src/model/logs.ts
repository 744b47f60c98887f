/** Which part of the main process's output is wanted. */
export interface LogQuery {
  /** Keep going until the main process has ended and everything is delivered. */
  readonly follow: boolean;
  /** Only this many of the last lines that exist already; absent means all. */
  readonly tailLines?: number;
  /** Only output written at this moment or later. */
  readonly since?: Date;
}

/** One piece of the main process's output. */
export interface LogRecord {
  readonly time: Date;
  /** One line with its newline; the last one, or a piece of a very long one, without. */
  readonly data: Uint8Array;
}

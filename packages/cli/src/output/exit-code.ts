/** What the program's exit codes mean. A command that runs a program may exit with that program's own code. */
export const EXIT_CODE = {
  success: 0,
  /** The command was understood but did not succeed. */
  failure: 1,
  /** The command line was not understood. */
  usage: 2,
} as const;

/** Shells report a program that a signal ended as 128 plus the number of the signal. */
export const SIGNAL_EXIT_BASE = 128;

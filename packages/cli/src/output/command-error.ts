/** A failure the command line itself found, with what to do about it. Ends the program with exit code 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** What the user should type or change next. */
  readonly hint: string | null;

  constructor(message: string, details: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.hint = details.hint ?? null;
  }
}

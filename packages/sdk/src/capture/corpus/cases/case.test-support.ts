/** A function and its arguments; local and remote results must be equal. */
export interface CorpusCase {
  readonly name: string;
  readonly fn: (...args: never[]) => unknown;
  readonly args?: readonly unknown[];
  /** What it prints on standard output; nothing when left out. */
  readonly prints?: string;
  /** What the refusal says, when it cannot travel. */
  readonly refused?: string;
  /** What the refusal says that only some toolchains make necessary. */
  readonly perhapsRefused?: string;
  /** Name and message of what it throws, when it does not return. */
  readonly throws?: string;
}

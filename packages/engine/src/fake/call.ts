import { isFinished } from "../model/index.js";
import type {
  CallEnd,
  CallPayload,
  CallPiece,
  ExecProcess,
  FunctionCall,
  SandboxRecord,
  SandboxState,
} from "../model/index.js";
import { createDeferred, startTimer } from "../support/index.js";
import type { RecordBook, RecordChange } from "../support/index.js";
import { createFakeSandbox } from "./sandbox.js";
import type { FakeSandbox } from "./sandbox.js";
import type { FakeCommand, FakeStep } from "./options.js";

export interface FakeCallParts {
  readonly record: SandboxRecord;
  readonly payload: CallPayload;
  readonly commands: ReadonlyMap<string, FakeCommand>;
  readonly book: RecordBook;
  /** Asked before each step; what it throws is a failure of the step. */
  readonly onStep: (step: FakeStep) => Promise<void>;
}

/** A call whose payload is a script of the in-memory shell; `result WORDS` in it tells the result. */
export class FakeCall implements FunctionCall {
  readonly sandboxId: string;
  readonly sandbox: FakeSandbox;
  readonly #parts: FakeCallParts;
  readonly #started = createDeferred<SandboxRecord>();
  readonly #end = createDeferred<CallEnd>();
  readonly #killing = new AbortController();
  readonly #lifetime: Disposable;
  #process: ExecProcess | undefined;
  #result: Uint8Array | undefined;

  constructor(parts: FakeCallParts) {
    const { record, commands } = parts;
    const { maxLifetimeSeconds } = record.spec;
    this.sandboxId = record.id;
    this.#parts = parts;
    const tellResult: FakeCommand = ({ arguments: words }) => {
      this.#result = Buffer.from(words.join(" "));
      return 0;
    };
    this.sandbox = createFakeSandbox(record.spec, new Map([...commands, ["result", tellResult]]));
    const endOfLife = new Date(record.createdAt.getTime() + maxLifetimeSeconds * 1000);
    const stateReason = `the lifetime of ${maxLifetimeSeconds} seconds is over`;
    this.#lifetime = startTimer(endOfLife, () =>
      this.#finish("terminated", { endCause: "lifetime", stateReason }),
    );
  }

  /** Starts in the background; every end of it is told by `end`. */
  begin(): void {
    void this.#run().catch((error: unknown) =>
      this.#finish("failed", { stateReason: error instanceof Error ? error.message : String(error) }),
    );
  }

  get started(): Promise<SandboxRecord> {
    return this.#started.promise;
  }

  get pieces(): AsyncIterable<CallPiece> {
    return this.#readPieces();
  }

  get end(): Promise<CallEnd> {
    return this.#end.promise;
  }

  /** A function has no way to be asked; so there is no grace. */
  stop(_graceSeconds: number): void {
    this.#finish("terminated", { endCause: "stopped", stateReason: "stopped on request" });
  }

  dispose(): void {
    this.#finish("terminated", { endCause: "stopped", stateReason: "the function call has ended" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dispose();
  }

  async #run(): Promise<void> {
    const { onStep, book, payload } = this.#parts;
    await onStep("start");
    if (this.#killing.signal.aborted) {
      return;
    }
    const command = ["sh", "-c", await textOf(payload)];
    if (this.#killing.signal.aborted) {
      return;
    }
    this.#process = this.sandbox.exec({ command, environment: {}, stdin: false }, this.#killing.signal);
    this.#started.resolve(book.change(this.sandboxId, "running", { startedAt: new Date() }));
    const exitCode = await this.#process.exitCode;
    this.#end.resolve({
      kind: "exited",
      exitCode,
      hasResult: this.#result !== undefined,
      outOfMemory: false,
    });
  }

  async *#readPieces(): AsyncGenerator<CallPiece> {
    await this.#started.promise;
    if (this.#process === undefined) {
      return;
    }
    yield* this.#process.output;
    if (this.#result !== undefined) {
      yield { stream: "result", data: this.#result };
    }
  }

  /** The first end counts. */
  #finish(state: SandboxState, change: RecordChange): void {
    const { book } = this.#parts;
    if (isFinished(book.get(this.sandboxId).state)) {
      return;
    }
    this.#lifetime[Symbol.dispose]();
    const record = book.change(this.sandboxId, state, { endedAt: new Date(), ...change });
    this.#started.resolve(record);
    this.#end.resolve({ kind: "sandbox-ended", record });
    this.#killing.abort();
    this.sandbox.logs.end();
  }
}

async function textOf({ pieces }: CallPayload): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) {
    all.push(piece);
  }
  return Buffer.concat(all).toString();
}

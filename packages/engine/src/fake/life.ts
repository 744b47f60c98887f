import { isFinished } from "../model/index.js";
import type { EndCause, SandboxRecord, SandboxState } from "../model/index.js";
import { startTimer } from "../support/index.js";
import type { RecordBook, RecordChange } from "../support/index.js";
import type { FakeStep } from "./options.js";
import type { FakeProcess } from "./process.js";
import type { FakeSandbox } from "./sandbox.js";

export interface FakeLifeParts {
  readonly record: SandboxRecord;
  readonly sandbox: FakeSandbox;
  readonly book: RecordBook;
  /** Asked before each step; what it throws is a failure of the step. */
  readonly onStep: (step: FakeStep) => Promise<void>;
}

/** Drives one record through the states that a real sandbox goes through. */
export class FakeLife {
  readonly sandbox: FakeSandbox;
  readonly #parts: FakeLifeParts;
  readonly #id: string;
  readonly #lifetime: Disposable;
  #main: FakeProcess | undefined;
  #grace: Disposable | undefined;
  #end: { readonly stateReason: string; readonly endCause: EndCause } | undefined;

  constructor(parts: FakeLifeParts) {
    const { id, spec, createdAt } = parts.record;
    this.sandbox = parts.sandbox;
    this.#parts = parts;
    this.#id = id;
    const endOfLife = new Date(createdAt.getTime() + spec.maxLifetimeSeconds * 1000);
    const stateReason = `the lifetime of ${spec.maxLifetimeSeconds} seconds is over`;
    this.#lifetime = startTimer(endOfLife, () => this.#stop(0, { stateReason, endCause: "lifetime" }));
  }

  /** Starts in the background; every end of it is a state of the record. */
  begin(): void {
    void this.#run().catch((error: unknown) =>
      this.#finish("failed", { stateReason: error instanceof Error ? error.message : String(error) }),
    );
  }

  stop(graceSeconds: number): void {
    this.#stop(graceSeconds, { stateReason: "stopped on request", endCause: "stopped" });
  }

  /** Lets go of the timers and ends what runs, for the end of the engine. */
  dispose(): void {
    this.#lifetime[Symbol.dispose]();
    this.#grace?.[Symbol.dispose]();
    this.sandbox.killAll();
  }

  async #run(): Promise<void> {
    const { book, onStep } = this.#parts;
    await onStep("start");
    if (book.get(this.#id).state !== "creating") {
      this.#finish("terminated", this.#end ?? {});
      return;
    }
    this.#main = this.sandbox.startMain();
    book.change(this.#id, "running", { startedAt: new Date() });
    const { exitCode, outOfMemory } = await this.#main.ended;
    if (this.#end !== undefined) {
      this.#finish("terminated", { exitCode, ...this.#end });
    } else if (outOfMemory) {
      const stateReason = "out of memory: the limit was exceeded";
      this.#finish("completed", { exitCode, stateReason, endCause: "out-of-memory" });
    } else {
      this.#finish("completed", { exitCode, endCause: "exited" });
    }
  }

  #stop(graceSeconds: number, end: { readonly stateReason: string; readonly endCause: EndCause }): void {
    const { book, onStep } = this.#parts;
    const { state } = book.get(this.#id);
    if (isFinished(state)) {
      return;
    }
    if (this.#end === undefined) {
      this.#end = end;
      book.change(this.#id, "terminating", { stateReason: end.stateReason });
    }
    const kill = (): void => this.#main?.kill();
    this.#grace?.[Symbol.dispose]();
    this.#grace = startTimer(new Date(Date.now() + graceSeconds * 1000), kill);
    void onStep("stop").then(() => (graceSeconds === 0 ? kill() : this.#main?.terminate()), kill);
  }

  #finish(state: SandboxState, change: RecordChange): void {
    this.dispose();
    this.sandbox.logs.end();
    this.#parts.book.change(this.#id, state, { endedAt: new Date(), ...change });
  }
}

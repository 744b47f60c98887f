import { rm } from "node:fs/promises";

import { isFinished, startTimer } from "@cwsandbox/engine";
import type { SandboxRecord } from "@cwsandbox/engine";

import type { LogSource } from "../logs/index.js";
import type { RequestedEnd, ResolvedBase, StoredSandbox } from "../state/index.js";
import { effectiveResources, planContainer, resolveBase, writeMountedFiles } from "./container-plan.js";
import type { Life } from "./life.js";
import { lastChange, outcomeOfExit, outcomeOfFailedStart } from "./outcome.js";
import type { Outcome } from "./outcome.js";
import type { LifeParts } from "./parts.js";

/** One sandbox from its acceptance, or from being found again, to its end. */
export class SandboxLife implements Life {
  readonly #parts: LifeParts;
  readonly #id: string;
  readonly #starting = new AbortController();
  readonly #watching = new AbortController();
  readonly #ended = new AbortController();
  #stored: StoredSandbox;
  #lifetime: Disposable | undefined;
  #grace: Disposable | undefined;
  #phase: "starting" | "running" | "finishing" = "starting";
  #work: Promise<void> = Promise.resolve();
  #imageDigest: string | undefined;

  constructor(parts: LifeParts, stored: StoredSandbox) {
    this.#parts = parts;
    this.#stored = stored;
    this.#id = stored.record.id;
    this.#imageDigest = stored.base?.imageDigest;
  }

  get imageDigest(): string | undefined {
    return this.#imageDigest;
  }

  get base(): ResolvedBase | undefined {
    return this.#stored.base;
  }

  get idRange(): StoredSandbox["idRange"] {
    return this.#stored.idRange;
  }

  get logSource(): LogSource {
    return { path: this.#parts.store.logFile(this.#id), ended: this.#ended.signal };
  }

  /** Starts the sandbox in the background; every end of that is a state of the record. */
  begin(): void {
    this.#armLifetime();
    this.#work = this.#guard(this.#startAndWatch());
  }

  /** Goes on with a sandbox that ran before anybody asked for it; resolves when it can be found again. */
  async takeOver(base: ResolvedBase): Promise<void> {
    this.#armLifetime();
    this.#imageDigest = base.imageDigest;
    await this.#becomeRunning(base);
    this.#work = this.#guard(this.#watch());
  }

  /** Goes on with a sandbox whose main process ran when the server before this one ended. */
  resume(): void {
    this.#phase = "running";
    this.#armLifetime();
    const { requestedEnd } = this.#stored;
    if (requestedEnd !== undefined) {
      this.#armKill(requestedEnd);
    }
    this.#work = this.#guard(this.#endLeftoversAndWatch());
  }

  /** Ends a sandbox that can never run. */
  async abandon(reason: string): Promise<void> {
    await this.#finish(outcomeOfFailedStart(new Error(reason), this.#stored.requestedEnd));
  }

  async stop(graceSeconds: number, cause: RequestedEnd["cause"], reason: string): Promise<SandboxRecord> {
    const { book, runtime } = this.#parts;
    if (this.#phase === "finishing" || isFinished(book.get(this.#id).state)) {
      await this.#work;
      return book.get(this.#id);
    }
    const first = this.#requestEnd({ cause, reason, killAt: new Date(Date.now() + graceSeconds * 1000) });
    this.#starting.abort(new Error(reason));
    await this.#save();
    if (this.#phase !== "running") {
      return book.get(this.#id);
    }
    if (graceSeconds === 0) {
      await runtime.kill(this.#id, "SIGKILL");
    } else if (first) {
      await runtime.kill(this.#id, "SIGTERM");
    }
    return book.get(this.#id);
  }

  /** Lets go of the sandbox, which goes on; what is half done is finished first. */
  async letGo(): Promise<void> {
    this.#disarm();
    this.#watching.abort();
    await this.#work;
    this.#disarm();
  }

  async #startAndWatch(): Promise<void> {
    try {
      await this.#start();
    } catch (error) {
      await this.#finish(outcomeOfFailedStart(error, this.#stored.requestedEnd));
      return;
    }
    await this.#watch();
  }

  async #start(): Promise<void> {
    const { store, runtime, resolveImage, defaultMemoryLimitBytes } = this.#parts;
    const { signal } = this.#starting;
    const { record, idRange } = this.#stored;
    const image = await resolveImage(record.spec.image);
    this.#imageDigest = image.digest;
    const base = resolveBase(record, image);
    const fileBinds = await writeMountedFiles(store.filesDirectory(this.#id), record.spec.files, idRange);
    const logFile = store.logFile(this.#id);
    signal.throwIfAborted();
    const plan = planContainer({
      stored: this.#stored,
      base,
      image,
      fileBinds,
      logFile,
      defaultMemoryLimitBytes,
    });
    await runtime.start(plan, signal);
    await this.#becomeRunning(base);
  }

  async #becomeRunning(base: ResolvedBase): Promise<void> {
    const { book, runtime } = this.#parts;
    const startedAt = new Date();
    this.#stored = { ...this.#stored, base };
    await this.#save({ ...book.get(this.#id), state: "running", startedAt });
    this.#phase = "running";
    if (this.#stored.requestedEnd === undefined) {
      book.change(this.#id, "running", { startedAt });
    } else {
      await runtime.kill(this.#id, "SIGKILL");
      await this.#save();
    }
  }

  async #endLeftoversAndWatch(): Promise<void> {
    await this.#parts.runtime.endLeftoverExecs(this.#id).catch((error: unknown) => {
      this.#logError(error, "commands of the last server could not be ended");
    });
    await this.#watch();
  }

  async #watch(): Promise<void> {
    const { runtime, book, defaultMemoryLimitBytes } = this.#parts;
    const { signal } = this.#watching;
    if (signal.aborted) {
      return;
    }
    const exit = await runtime.waitForExit(this.#id, signal).catch((error: unknown) => {
      if (signal.aborted) {
        return undefined;
      }
      this.#logError(error, "a sandbox cannot be watched any more and is ended");
      return { kind: "lost" } as const;
    });
    if (exit !== undefined) {
      const { resources } = book.get(this.#id).spec;
      const { limits } = effectiveResources(resources, defaultMemoryLimitBytes);
      await this.#finish(outcomeOfExit(exit, this.#stored.requestedEnd, limits.memoryBytes));
    }
  }

  /**
   * The last record is on disk before anything is removed, so a crash in between leaves something
   * to clean up and never a sandbox that seems to run; it is told when nothing of the sandbox is left.
   */
  async #finish(outcome: Outcome): Promise<void> {
    const { book, runtime, store, ranges } = this.#parts;
    this.#phase = "finishing";
    this.#disarm();
    const { state, change } = lastChange(book.get(this.#id), outcome);
    await this.#save({ ...book.get(this.#id), ...change, state });
    try {
      await runtime.remove(this.#id);
      await rm(store.filesDirectory(this.#id), { recursive: true, force: true });
      ranges.release(this.#stored.idRange);
    } catch (error) {
      this.#logError(error, "something of a finished sandbox could not be removed");
    }
    this.#ended.abort();
    book.change(this.#id, state, change);
    this.#parts.onFinished(this.#id);
  }

  /** True when this is the first request; a later one can only bring the end nearer. */
  #requestEnd(end: RequestedEnd): boolean {
    const before = this.#stored.requestedEnd;
    if (before === undefined) {
      this.#stored = { ...this.#stored, requestedEnd: end };
      this.#parts.book.change(this.#id, "terminating", { stateReason: end.reason });
    } else if (end.killAt < before.killAt) {
      this.#stored = { ...this.#stored, requestedEnd: { ...before, killAt: end.killAt } };
    }
    this.#armKill(this.#stored.requestedEnd ?? end);
    return before === undefined;
  }

  #armKill({ killAt }: RequestedEnd): void {
    this.#grace?.[Symbol.dispose]();
    this.#grace = startTimer(killAt, () => {
      void this.#guard(
        this.#phase === "running" ? this.#parts.runtime.kill(this.#id, "SIGKILL") : this.#work,
      );
    });
  }

  #armLifetime(): void {
    const { createdAt, spec } = this.#parts.book.get(this.#id);
    const end = new Date(createdAt.getTime() + spec.maxLifetimeSeconds * 1000);
    const reason = `the lifetime of ${spec.maxLifetimeSeconds} seconds is over`;
    this.#lifetime = startTimer(end, () => {
      void this.#guard(this.stop(0, "lifetime", reason));
    });
  }

  #disarm(): void {
    this.#lifetime?.[Symbol.dispose]();
    this.#grace?.[Symbol.dispose]();
  }

  /** A record that cannot be written stops nothing: a server that comes later cleans up instead of going on. */
  async #save(record: SandboxRecord = this.#parts.book.get(this.#id)): Promise<void> {
    try {
      await this.#parts.store.save({ ...this.#stored, record });
    } catch (error) {
      this.#logError(error, "the record of a sandbox could not be written");
    }
  }

  /** For work that nobody waits for. */
  async #guard(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#logError(error, "a step in the life of a sandbox failed");
    }
  }

  #logError(error: unknown, message: string): void {
    this.#parts.logger.error({ err: error, sandboxId: this.#id }, message);
  }
}

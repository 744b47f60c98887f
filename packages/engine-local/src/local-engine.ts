import { hostname } from "node:os";

import {
  capacityLeft,
  EngineError,
  refuseOversized,
  refuseUnenforced,
  requireRunning,
} from "@cwsandbox/engine";
import type {
  Capacity,
  Engine,
  EngineDescription,
  ExecProcess,
  ExecSpec,
  FileStore,
  FunctionCalls,
  ImageStore,
  ListQuery,
  LogQuery,
  LogRecord,
  ResourceAmounts,
  SandboxPage,
  SandboxRecord,
  SandboxSpec,
} from "@cwsandbox/engine";

import type { LocalCalls } from "./calls/index.js";
import { readRootedFile, writeRootedFile } from "./files/index.js";
import { errorCode, findCgroupTrees, hostPlatform, readHostAmounts } from "./host/index.js";
import type { HostAmounts, HostReport, Owner } from "./host/index.js";
import { lookAtMemory, SandboxLife } from "./lifecycle/index.js";
import type { Life, LifeParts, PreparedSandbox, PreparedSandboxes } from "./lifecycle/index.js";
import { LocalFiles } from "./local-files.js";
import { readLog } from "./logs/index.js";

export interface LocalEngineParts {
  readonly parts: LifeParts;
  readonly host: HostReport;
  /** What the machine has in all. */
  readonly total: Required<ResourceAmounts>;
  /** Sandboxes that are not finished; a life takes itself out. */
  readonly lives: Map<string, Life>;
  readonly images: ImageStore;
  readonly calls: LocalCalls;
  readonly prepared: PreparedSandboxes;
  readonly nextId: () => string;
  /** Let go at the end, in this order. */
  readonly held: readonly AsyncDisposable[];
}

/** The engine of one Linux machine. */
export class LocalEngine implements Engine {
  readonly description: EngineDescription;
  readonly images: ImageStore;
  readonly files: FileStore;
  readonly calls: FunctionCalls;
  readonly #total: Required<ResourceAmounts>;
  readonly #parts: LifeParts;
  readonly #lives: Map<string, Life>;
  readonly #held: readonly AsyncDisposable[];
  readonly #nextId: () => string;
  readonly #pool: AsyncDisposable;
  readonly #prepared: PreparedSandboxes;
  #disposed = false;

  constructor({ parts, host, total, lives, images, calls, prepared, nextId, held }: LocalEngineParts) {
    this.description = {
      name: "local",
      runnerId: hostname(),
      architecture: hostPlatform().architecture,
      defaultImage: "builtin",
      unenforcedLimits: host.unenforcedLimits,
    };
    this.images = images;
    this.calls = {
      begin: async (call, signal) => {
        this.#refuse(call.sandbox);
        return calls.begin(call, signal);
      },
      counts: () => calls.counts(),
    };
    this.#nextId = nextId;
    this.#pool = calls;
    this.#prepared = prepared;
    this.#total = total;
    this.#parts = parts;
    this.#lives = lives;
    this.#held = held;
    this.files = new LocalFiles({
      open: async (id) => ({ ...this.#running(id), path: await parts.runtime.rootPath(id) }),
      explain: (id, error) => this.#explainFile(id, error),
    });
  }

  async capacity(): Promise<Capacity> {
    const { total, freeMemoryBytes } = await readAmounts();
    const left = capacityLeft(total, this.#parts.book.all());
    const memoryBytes = Math.min(left.available.memoryBytes, freeMemoryBytes);
    return { ...left, available: { ...left.available, memoryBytes } };
  }

  async create(spec: SandboxSpec): Promise<SandboxRecord> {
    this.#refuse(spec);
    const prepared = await this.#prepared.take(spec);
    if (prepared !== undefined) return this.#takeOver(spec, prepared);
    const { store, book, ranges } = this.#parts;
    const created = { state: "creating", stateReason: "", createdAt: new Date() } as const;
    const record: SandboxRecord = { id: this.#nextId(), spec, ...created };
    const stored = { record, idRange: ranges.reserve() };
    try {
      await store.save(stored);
    } catch (error) {
      ranges.release(stored.idRange);
      await store.remove(record.id).catch(() => {});
      throw toEngineError(error, "the record of a new sandbox could not be written");
    }
    book.add(record);
    const life = new SandboxLife(this.#parts, stored);
    this.#lives.set(record.id, life);
    life.begin();
    return record;
  }

  async #takeOver(spec: SandboxSpec, { id, idRange, base }: PreparedSandbox): Promise<SandboxRecord> {
    const { book } = this.#parts;
    const record: SandboxRecord = { id, spec, state: "creating", stateReason: "", createdAt: new Date() };
    book.add(record);
    const life = new SandboxLife(this.#parts, { record, idRange, base });
    this.#lives.set(id, life);
    await life.takeOver(base);
    return book.get(id);
  }

  async get(id: string): Promise<SandboxRecord> {
    return lookAtMemory(this.#parts, id);
  }

  async list(query: ListQuery): Promise<SandboxPage> {
    return this.#parts.book.list(query);
  }

  watch(id: string, signal: AbortSignal): AsyncIterable<SandboxRecord> {
    return this.#parts.book.watch(id, signal);
  }

  async stop(id: string, graceSeconds: number): Promise<SandboxRecord> {
    const record = this.#parts.book.get(id);
    return (await this.#lives.get(id)?.stop(graceSeconds, "stopped", "stopped on request")) ?? record;
  }

  async exec(id: string, spec: ExecSpec, signal: AbortSignal): Promise<ExecProcess> {
    const { base } = this.#running(id);
    const { command, environment, ...streams } = spec;
    const merged = { ...base.environment, ...environment };
    const { workingDirectory, user } = base;
    const exec = { command, environment: merged, workingDirectory, user, ...streams };
    return this.#parts.runtime.exec(id, exec, signal);
  }

  async *logs(id: string, query: LogQuery, signal: AbortSignal): AsyncGenerator<LogRecord> {
    const { book, store } = this.#parts;
    book.get(id);
    const source = this.#lives.get(id)?.logSource ?? { path: store.logFile(id), ended: AbortSignal.abort() };
    try {
      yield* readLog(source, query, signal);
    } catch (error) {
      throw toEngineError(error, `the log of sandbox '${id}' cannot be read`);
    }
  }

  async readFile(id: string, path: string, maxSizeBytes: number): Promise<Uint8Array> {
    return this.#inRoot(id, (root) => readRootedFile(root, path, maxSizeBytes));
  }

  async writeFile(id: string, path: string, content: Uint8Array): Promise<void> {
    const { owner } = this.#running(id);
    await this.#inRoot(id, (root) => writeRootedFile(root, path, content, owner));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    await Promise.all([this.#pool[Symbol.asyncDispose](), this.#prepared[Symbol.asyncDispose]()]);
    await Promise.all([...this.#lives.values()].map((life) => life.letGo()));
    for (const held of this.#held) {
      await held[Symbol.asyncDispose]();
    }
  }

  #refuse(spec: SandboxSpec): void {
    if (this.#disposed) {
      throw new EngineError("unavailable", "The engine is being closed and takes no new sandboxes");
    }
    refuseUnenforced(spec, this.description.unenforcedLimits);
    refuseOversized(spec, this.#total);
  }

  #running(id: string): RunningSandbox {
    const record = this.#parts.book.get(id);
    requireRunning(record);
    const life = this.#lives.get(id);
    if (life?.base === undefined) {
      throw new EngineError("not-running", `Sandbox '${id}' is ending`, { sandboxId: id });
    }
    const { base, idRange, logSource } = life;
    const owner = { uid: idRange.first + base.user.uid, gid: idRange.first + base.user.gid };
    return { base, owner, isSuperuser: base.user.uid === 0, ended: logSource.ended };
  }

  /** A file error of a sandbox that has ended meanwhile says nothing about the file. */
  async #inRoot<Result>(id: string, use: (root: string) => Promise<Result>): Promise<Result> {
    const { runtime } = this.#parts;
    this.#running(id);
    try {
      return await use(await runtime.rootPath(id));
    } catch (error) {
      throw await this.#explainFile(id, error);
    }
  }

  async #explainFile(id: string, error: unknown): Promise<EngineError> {
    const over = this.#lives.get(id)?.logSource.ended.aborted !== false;
    if (over || !(await this.#parts.runtime.isRunning(id))) {
      const message = `Sandbox '${id}' has ended while its files were used`;
      return new EngineError("not-running", message, { sandboxId: id, cause: error });
    }
    return toEngineError(error, `a file of sandbox '${id}' could not be used`);
  }
}

/** What commands and files need of a running sandbox. */
interface RunningSandbox {
  readonly base: NonNullable<SandboxLife["base"]>;
  /** Its user, as the host sees it. */
  readonly owner: Owner;
  readonly isSuperuser: boolean;
  /** Aborts when its main process has ended. */
  readonly ended: AbortSignal;
}

async function readAmounts(): Promise<HostAmounts> {
  try {
    return await readHostAmounts(await findCgroupTrees());
  } catch (error) {
    throw toEngineError(error, "what this host has could not be read");
  }
}

function toEngineError(error: unknown, what: string): EngineError {
  if (error instanceof EngineError) {
    return error;
  }
  const reason = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new EngineError("exhausted", `The server's disk is full: ${what}: ${reason}`, { cause: error });
  }
  return new EngineError("internal", `${what}: ${reason}`, { cause: error });
}

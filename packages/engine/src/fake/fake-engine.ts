import type { Engine, EngineDescription, FunctionCalls, ListQuery, SandboxPage } from "../engine.js";
import { EngineError } from "../errors/index.js";
import type {
  CallSpec,
  Capacity,
  ExecProcess,
  ExecSpec,
  FunctionCall,
  LogQuery,
  LogRecord,
  SandboxRecord,
  SandboxSpec,
} from "../model/index.js";
import {
  capacityLeft,
  createIdSource,
  createRecordBook,
  refuseOversized,
  refuseUnenforced,
  requireRunning,
} from "../support/index.js";
import { FakeCall } from "./call.js";
import { STANDARD_COMMANDS } from "./commands.js";
import { createFakeImageStore } from "./image-store.js";
import type { FakeImageStore } from "./image-store.js";
import { FakeLife } from "./life.js";
import type { FakeCommand, FakeEngineOptions, FakeStep } from "./options.js";
import { commandName } from "./process.js";
import { createFakeSandbox } from "./sandbox.js";
import type { FakeSandbox } from "./sandbox.js";

/** Of the machine it pretends to have. */
const TOTAL = { cpuMillicores: 4000, memoryBytes: 8 * 1024 ** 3 };

/** An engine in memory: real records, states, timers, logs and pages; commands are functions. */
export function createFakeEngine(options: FakeEngineOptions = {}): Engine {
  return new FakeEngine(options);
}

class FakeEngine implements Engine {
  readonly description: EngineDescription;
  readonly images: FakeImageStore;
  readonly calls?: FunctionCalls;
  readonly #onStep: NonNullable<FakeEngineOptions["onStep"]>;
  readonly #commands: ReadonlyMap<string, FakeCommand>;
  readonly #book = createRecordBook();
  readonly #lives = new Map<string, FakeLife | FakeCall>();
  readonly #nextId = createIdSource();
  #callCount = 0;

  constructor({
    images = ["builtin"],
    commands,
    onStep = () => {},
    unenforcedLimits = [],
    offersCalls = true,
  }: FakeEngineOptions) {
    this.description = {
      name: "fake",
      runnerId: "fake",
      architecture: "amd64",
      defaultImage: "builtin",
      unenforcedLimits,
    };
    this.images = createFakeImageStore(images);
    this.#commands = new Map(Object.entries({ ...STANDARD_COMMANDS, ...commands }));
    this.#onStep = onStep;
    if (offersCalls) {
      this.calls = {
        begin: (call, signal) => this.#call(call, signal),
        counts: () => ({ hits: 0, waits: 0, misses: this.#callCount, prepared: 0, preparing: 0 }),
      };
    }
  }

  async capacity(): Promise<Capacity> {
    return capacityLeft(TOTAL, this.#book.all());
  }

  async create(spec: SandboxSpec): Promise<SandboxRecord> {
    const record = await this.#accept(spec);
    const life = new FakeLife({
      record,
      sandbox: createFakeSandbox(spec, this.#commands),
      book: this.#book,
      onStep: (step) => this.#step(step, spec),
    });
    this.#lives.set(record.id, life);
    life.begin();
    return record;
  }

  async get(id: string): Promise<SandboxRecord> {
    return this.#book.get(id);
  }

  async list(query: ListQuery): Promise<SandboxPage> {
    return this.#book.list(query);
  }

  watch(id: string, signal: AbortSignal): AsyncIterable<SandboxRecord> {
    return this.#book.watch(id, signal);
  }

  async stop(id: string, graceSeconds: number): Promise<SandboxRecord> {
    this.#lifeOf(id).stop(graceSeconds);
    return this.#book.get(id);
  }

  async exec(id: string, spec: ExecSpec, signal: AbortSignal): Promise<ExecProcess> {
    const sandbox = this.#runningSandbox(id);
    await this.#onStep("exec", this.#book.get(id).spec);
    return sandbox.exec(spec, signal);
  }

  async *logs(id: string, query: LogQuery, signal: AbortSignal): AsyncGenerator<LogRecord> {
    yield* this.#lifeOf(id).sandbox.logs.read(query, signal);
  }

  async readFile(id: string, path: string, maxSizeBytes: number): Promise<Uint8Array> {
    const sandbox = this.#runningSandbox(id);
    await this.#onStep("read-file", this.#book.get(id).spec);
    const content = sandbox.files.read(path);
    const sizeBytes = content.byteLength;
    if (sizeBytes > maxSizeBytes) {
      const message = `'${path}' has ${sizeBytes} bytes, more than the ${maxSizeBytes} that were allowed`;
      throw new EngineError("file-too-large", message, { path, sizeBytes, maxSizeBytes });
    }
    return Uint8Array.from(content);
  }

  async writeFile(id: string, path: string, content: Uint8Array): Promise<void> {
    const sandbox = this.#runningSandbox(id);
    await this.#onStep("write-file", this.#book.get(id).spec);
    sandbox.files.write(path, content);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#lives.forEach((life) => life.dispose());
  }

  /** Nothing is ever prepared here, so every call waits for nothing. */
  async #call({ sandbox: spec, payload }: CallSpec, signal: AbortSignal): Promise<FunctionCall> {
    signal.throwIfAborted();
    const record = await this.#accept(spec);
    this.#callCount += 1;
    const call = new FakeCall({
      record,
      payload,
      commands: this.#commands,
      book: this.#book,
      onStep: (step) => this.#step(step, { ...spec, command: [] }),
    });
    this.#lives.set(record.id, call);
    call.begin();
    return call;
  }

  async #accept(spec: SandboxSpec): Promise<SandboxRecord> {
    refuseUnenforced(spec, this.description.unenforcedLimits);
    refuseOversized(spec, TOTAL);
    await this.#onStep("create", spec);
    const created = { state: "creating", stateReason: "", createdAt: new Date() } as const;
    const record: SandboxRecord = { id: this.#nextId(), spec, ...created };
    this.#book.add(record);
    return record;
  }

  async #step(step: FakeStep, spec: SandboxSpec): Promise<void> {
    await this.#onStep(step, spec);
    if (step === "start") {
      this.#requireStartable(spec);
    }
  }

  #lifeOf(id: string): FakeLife | FakeCall {
    const life = this.#lives.get(this.#book.get(id).id);
    if (life === undefined) {
      throw new EngineError("internal", `Sandbox '${id}' has a record and no life`, { sandboxId: id });
    }
    return life;
  }

  #runningSandbox(id: string): FakeSandbox {
    requireRunning(this.#book.get(id));
    return this.#lifeOf(id).sandbox;
  }

  #requireStartable({ image, command: [name] }: SandboxSpec): void {
    this.images.require(image);
    if (name !== undefined && !this.#commands.has(commandName(name))) {
      throw new EngineError("invalid", `executable '${name}' does not exist in the image`, {
        field: "command",
      });
    }
  }
}

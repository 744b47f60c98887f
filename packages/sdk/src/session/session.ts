import { inspect } from "node:util";
import { NOT_CAPTURABLE } from "../capture/index.js";
import { handleProcessEnd, rememberSession } from "../cleanup/index.js";
import {
  checkKnownKeys,
  checkOptionKeys,
  DOCUMENTED_BASE_URL,
  type ListOptions,
  resolveSandboxOptions,
  type SandboxDefaults,
  type SandboxOptions,
  toSandboxDefaults,
} from "../config/index.js";
import { CWSandboxValidationError, SandboxError } from "../errors/index.js";
import {
  createFunctionFactory,
  createPythonFunction,
  explainFunction,
  type FunctionExplanation,
  type FunctionFactory,
  type PythonFunctionFactory,
  type RemoteFunctionOptions,
  rememberHost,
} from "../functions/index.js";
import { OperationRef } from "../handles/index.js";
import { type ReportTo, SessionMetrics } from "../metrics/index.js";
import { ignore } from "../support/index.js";
import {
  attachCore,
  coreOf,
  listCores,
  type RemoteOptions,
  Sandbox,
  SandboxCore,
  type SandboxOwner,
  type SessionDefaults,
  type SessionOptions,
  type SignalOptions,
  stopSandbox,
} from "../sandbox/index.js";
import { createFunctionHost } from "./function-host.js";

/** What `session.list()` takes. */
export interface SessionListOptions extends ListOptions, SignalOptions {
  /** Whether the session owns what is found from now on. Default: false. */
  readonly adopt?: boolean | undefined;
}

/** How metrics are written. */
export interface LogMetricsOptions {
  /** Whether the counts begin again at zero after the write. Default: true. */
  readonly reset?: boolean | undefined;
}

/** What `session.fromId()` takes. */
export interface SessionAttachOptions extends SignalOptions {
  /** Whether the session owns the sandbox from now on. Default: true. */
  readonly adopt?: boolean | undefined;
}

/**
 * Shared defaults for sandboxes, and certain cleanup: closing a session stops everything it owns. Open it with
 * `await using`; a session that is still open at the end of the process is closed then.
 */
export class Session implements AsyncDisposable {
  /** @internal */
  readonly [NOT_CAPTURABLE] = "it is a Session, which belongs to this process";

  /**
   * Turns functions into remote functions: `session.function(fn, options)`, `session.function(options)(fn)`, or
   * as a decorator of a method. Nothing is sent before a call; each call runs in a sandbox of its own.
   */
  readonly function: FunctionFactory;

  /**
   * Turns Python source into a remote function: `session.pythonFunction<[number], number>(source, options)`. The
   * source has one `def` at its top level, or `options.name` says which one to call. Needs an image with Python,
   * as the default one is where the server's host has it.
   */
  readonly pythonFunction: PythonFunctionFactory;

  readonly #defaults: SandboxDefaults;
  readonly #metrics: SessionMetrics;
  /** With the objects that users hold; those of function calls have none. */
  readonly #sandboxes = new Map<SandboxCore, Sandbox | null>();
  readonly #owner: SandboxOwner;
  #forget: () => void = ignore;
  #closing: Promise<void> | null = null;

  /**
   * @param defaults configuration below that of the single sandboxes; unknown keys of plain data are ignored.
   * @param reportTo where metrics are written; nothing for the run that `setWandbRun()` names, an empty list for
   *   nowhere.
   * @throws CWSandboxValidationError for defaults or options that can never work.
   */
  constructor(defaults?: SessionDefaults, reportTo?: ReportTo, options: SessionOptions = {}) {
    checkKnownKeys(options, ["auth"], "Session");
    const { auth } = options;
    const given = toSandboxDefaults(defaults);
    this.#defaults = auth === undefined || auth === null ? given : given.withOverrides({ auth });
    this.#metrics = new SessionMetrics(reportTo);
    this.#owner = {
      executionEnded: (outcome, sandboxId) => this.#metrics.executionEnded(outcome, sandboxId),
      startupTook: (seconds) => this.#metrics.startupTook(seconds),
      released: (core) => this.#sandboxes.delete(core),
    };
    const host = createFunctionHost({
      defaults: this.#defaults,
      assertOpen: () => this.#assertOpen(),
      own: (core) => this.#ownNew(core, null),
    });
    this.function = createFunctionFactory(host);
    rememberHost(this, host);
    this.pythonFunction = (source, functionOptions) => createPythonFunction(host, source, functionOptions);
    this.#forget = rememberSession(this);
  }

  /** How many sandboxes it owns. A finished one that nobody stopped still counts. */
  get sandboxCount(): number {
    return this.#sandboxes.size;
  }

  /**
   * Makes a sandbox with the defaults of the session under these options, and owns it. Sends nothing; the
   * first operation starts it.
   *
   * @throws SandboxError when the session is closed, CWSandboxValidationError for a wrong option.
   */
  sandbox(options: SandboxOptions = {}): Sandbox {
    this.#assertOpen();
    checkOptionKeys(options, ["sandbox"], "session.sandbox()");
    return this.#create(SandboxCore.unstarted(resolveSandboxOptions(options, this.#defaults, process.env)));
  }

  /**
   * Lists what would travel into a sandbox if the function were called now: every variable with its size. Sends
   * nothing.
   *
   * @throws FunctionSerializationError naming the variable that cannot travel.
   */
  explain(fn: (...args: never[]) => unknown, options: RemoteFunctionOptions = {}): FunctionExplanation {
    return explainFunction(fn, options);
  }

  /** Finds sandboxes that carry the tags of the session and the given ones, by default only active ones. */
  list(options: SessionListOptions = {}): OperationRef<Sandbox[]> {
    const { adopt = false, signal, ...filter } = options;
    const find = async (): Promise<Sandbox[]> => {
      checkOptionKeys(filter, ["list"], "session.list()");
      const ownFilter = {
        ...filter,
        tags: this.#defaults.mergeTags(filter.tags),
        profileIds: filter.profileIds ?? this.#defaults.profileIds,
        profileNames: filter.profileNames ?? this.#defaults.profileNames,
        runnerIds: filter.runnerIds ?? this.#defaults.runnerIds,
      };
      const cores = await listCores(ownFilter, this.#remoteOptions(signal));
      const found = cores.map((core) => new Sandbox(core));
      if (adopt) for (const sandbox of found) this.adopt(sandbox);
      return found;
    };
    return new OperationRef(find());
  }

  /**
   * Attaches to an existing sandbox and, unless told otherwise, owns it.
   *
   * @throws SandboxNotFoundError through the handle for an unknown id.
   */
  fromId(sandboxId: string, options: SessionAttachOptions = {}): OperationRef<Sandbox> {
    const attach = async (): Promise<Sandbox> => {
      const { adopt = true, signal, ...unknown } = options;
      checkOptionKeys(unknown, [], "session.fromId()");
      if (adopt) this.#assertOpen();
      const sandbox = new Sandbox(await attachCore(sandboxId, this.#remoteOptions(signal)));
      if (adopt) this.adopt(sandbox);
      return sandbox;
    };
    return new OperationRef(attach());
  }

  /**
   * Owns an existing sandbox from now on: it is stopped when the session closes.
   *
   * @throws SandboxError when the session is closed, CWSandboxValidationError when the sandbox has no id yet.
   */
  adopt(sandbox: Sandbox): void {
    this.#assertOpen();
    if (sandbox.sandboxId === null) {
      throw new CWSandboxValidationError(
        "sandbox has not been started, so there is nothing to adopt. Start it first, or make it with session.sandbox().",
        { field: "sandbox" },
      );
    }
    this.#own(coreOf(sandbox), sandbox);
  }

  /** Counts of this session under their documented names; empty without a reporter. */
  getMetrics(): Record<string, number> {
    return this.#metrics.current();
  }

  /**
   * Writes the counts to all reporters that are active, and lets them begin again at zero. A reporter that
   * fails is a warning.
   *
   * @param step of the caller's own loop.
   * @returns false when there is no active reporter, nothing to write, or nobody took it; the counts are then
   *   kept.
   * @throws CWSandboxValidationError for a step that is no number.
   */
  logMetrics(step?: number | null, options: LogMetricsOptions = {}): boolean {
    checkKnownKeys(options, ["reset"], "logMetrics()");
    const reset = options.reset ?? true;
    if (step === undefined || step === null) return this.#metrics.write({ reset });
    if (Number.isFinite(step)) return this.#metrics.write({ step, reset });
    throw new CWSandboxValidationError(`step must be a number, but is ${String(step)}.`, { field: "step" });
  }

  /**
   * Stops everything the session owns, waits for it, and writes the metrics that are left. New sandboxes are
   * refused from now on. Calling it again only waits.
   *
   * @throws SandboxError through the handle when stops failed; those sandboxes may still run.
   */
  close(): OperationRef<void> {
    if (this.#closing !== null) return new OperationRef(this.#closing.catch(ignore));
    // Until everything is stopped it counts as live: a signal in between waits for it.
    this.#closing = this.#stopAll().finally(this.#forget);
    return new OperationRef(this.#closing);
  }

  /** The end of an `await using` scope: `close()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Its size and whether it is open, for people. */
  toString(): string {
    return `<Session sandboxes=${this.sandboxCount} status=${this.#closing === null ? "open" : "closed"}>`;
  }

  /** @internal */
  [inspect.custom](): string {
    return this.toString();
  }

  async #stopAll(): Promise<void> {
    const owned = [...this.#sandboxes.keys()];
    this.#sandboxes.clear();
    const outcomes = await Promise.allSettled(owned.map((core) => stopSandbox(core, {})));
    const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    await this.#metrics.writeRest();
    if (failures.length === 0) return;
    const cause = failures.length === 1 ? failures[0] : new AggregateError(failures);
    throw new SandboxError(
      `${failures.length} of ${owned.length} sandboxes of the session could not be stopped and may still run. ` +
        "Find them with session.list() or Sandbox.list() and stop them.",
      { cause },
    );
  }

  #create(core: SandboxCore): Sandbox {
    const sandbox = new Sandbox(core);
    this.#ownNew(core, sandbox);
    return sandbox;
  }

  #ownNew(core: SandboxCore, sandbox: Sandbox | null): void {
    this.#own(core, sandbox);
    this.#metrics.sandboxCreated();
  }

  #own(core: SandboxCore, sandbox: Sandbox | null): void {
    handleProcessEnd();
    core.owner = this.#owner;
    this.#sandboxes.set(core, sandbox);
  }

  #assertOpen(): void {
    if (this.#closing === null) return;
    throw new SandboxError("The session is closed. Open a new one with new Session() or Sandbox.session().");
  }

  #remoteOptions(signal: AbortSignal | undefined): RemoteOptions {
    const { auth, baseUrl, requestTimeoutSeconds, pollRetryBudgetSeconds, pollRpcTimeoutSeconds } =
      this.#defaults;
    return {
      auth,
      // The built-in address says nothing, so that the environment decides.
      defaultBaseUrl: baseUrl === DOCUMENTED_BASE_URL ? undefined : baseUrl,
      timeoutSeconds: requestTimeoutSeconds,
      pollRetryBudgetSeconds,
      pollRpcTimeoutSeconds,
      signal,
    };
  }
}

import type { AuthConfig, SandboxConfig, ServerAddress } from "../config/index.js";
import type { ExecutionOutcome } from "../streams/index.js";
import type { LeaseShare, SandboxReport, Transport } from "../transport/index.js";
import { connectTo } from "../transport-grpc/index.js";
import { Creation } from "./creation.js";
import { ExecCounter } from "./exec-stats.js";
import type { SandboxTrace } from "./forgotten.js";
import { Lifecycle } from "./lifecycle.js";
import type { PendingStart } from "./pending-start.js";
import { withKnownAddresses } from "./service-views.js";
import { StatusMonitor } from "./status-monitor.js";
import { createPollSource, createWatchSource, type StatusSource } from "./status-source.js";

/** Whoever keeps a list of sandboxes, usually a session. */
export interface SandboxOwner {
  /** A command or terminal of the sandbox has ended; the id is null when the sandbox was never accepted. */
  readonly executionEnded: (outcome: ExecutionOutcome, sandboxId: string | null) => void;
  /** A sandbox that its own object started was seen running for the first time. */
  readonly startupTook: (seconds: number) => void;
  /** The sandbox needs no care any more. */
  readonly released: (core: SandboxCore) => void;
}

/** What all calls about a sandbox share. */
export interface SandboxSettings {
  readonly auth: AuthConfig | undefined;
  readonly server: ServerAddress;
  readonly requestTimeoutSeconds: number;
  readonly pollRetryBudgetSeconds: number;
  readonly pollRpcTimeoutSeconds: number;
}

/** What a function call asks of its sandbox. */
export interface CallTerms {
  /** Time limit in seconds of the function. */
  readonly limitSeconds: number;
  /** Image where neither the caller nor the server has one. */
  readonly image: string;
}

/**
 * What the verbs of one sandbox object work on: its configuration, its state, its way to the server. The
 * object users hold only refers to it, so that a forgotten object can be noticed.
 */
export class SandboxCore {
  readonly settings: SandboxSettings;
  /** What to create; null for an object that was attached to an existing sandbox. */
  readonly config: SandboxConfig | null;
  /**
   * The one function call that the sandbox is for; it then lives no longer than this process. Null for a sandbox
   * that lives on until its own end or lifetime.
   */
  readonly call: CallTerms | null;
  readonly lifecycle = new Lifecycle();
  readonly trace: SandboxTrace = { sandboxId: null, lifecycle: this.lifecycle };
  readonly executions = new ExecCounter();
  readonly monitor: StatusMonitor;
  owner: SandboxOwner | null = null;
  /** How it is created; a new one after a start was given up. Null for an attached object. */
  creation: Creation | null;
  pendingStart: PendingStart | null = null;
  pendingStop: Promise<void> | null = null;
  /** Calls off a function call whose sandbox does not exist yet. */
  callOff: (() => void) | null = null;
  /** When the create was sent, in milliseconds of the process clock. */
  createdAtMs: number | null = null;
  lease: LeaseShare | null = null;
  /** Whether a missing record is expected for a moment, because of a stop. */
  toleratesMissing = false;
  /** Largest file for one call that the server announced; null while it did not. */
  announcedFileCapBytes: number | null = null;
  #report: SandboxReport | null = null;
  #hasRun = false;
  #transport: Promise<Transport> | null = null;

  private constructor(settings: SandboxSettings, config: SandboxConfig | null, call: CallTerms | null) {
    this.settings = settings;
    this.config = config;
    this.creation = config === null ? null : new Creation(config.placement);
    this.call = call;
    this.monitor = new StatusMonitor({
      transport: () => this.transport(),
      openSource: () => this.#openSource(),
      apply: (report) => this.apply(report),
      isStopAccepted: () => this.lifecycle.isStopAccepted,
    });
  }

  /** For a sandbox that is to be created. */
  static unstarted(config: SandboxConfig, call: CallTerms | null = null): SandboxCore {
    return new SandboxCore(config, config, call);
  }

  /** For a sandbox that exists, as the server just reported it. */
  static attached(settings: SandboxSettings, report: SandboxReport, transport: Transport): SandboxCore {
    const core = new SandboxCore(settings, null, null);
    core.#transport = Promise.resolve(transport);
    core.apply(report);
    return core;
  }

  /** The latest accepted report; null before the start. */
  get report(): SandboxReport | null {
    return this.#report;
  }

  /** The id; null before the start. */
  get sandboxId(): string | null {
    return this.#report?.sandboxId ?? null;
  }

  /** The id of a sandbox that has been started. */
  requireId(): string {
    if (this.#report !== null) return this.#report.sandboxId;
    throw new Error("The sandbox has no id before its start.");
  }

  /** Takes a report, unless it is older than what is known. */
  apply(report: SandboxReport): void {
    if (this.lifecycle.observe(report.status) || this.#report === null) this.#take(report);
    this.trace.sandboxId = report.sandboxId;
    if (this.lifecycle.phase === "running") this.#noteStartup();
  }

  #take(report: SandboxReport): void {
    if (report.isUnknownState && this.#report?.isUnknownState !== true) warnOfUnknownState(report.sandboxId);
    this.#report = {
      ...report,
      // Told by some calls only, and never changed.
      profileId: report.profileId ?? this.#report?.profileId ?? null,
      services: withKnownAddresses(report.services, this.#report?.services ?? []),
    };
  }

  /** Counts the end of a command or terminal. */
  executionEnded(outcome: ExecutionOutcome): void {
    this.executions.ended(outcome);
    this.owner?.executionEnded(outcome, this.sandboxId);
  }

  /** The way to the server. Credentials are found once, at the first use. */
  async transport(): Promise<Transport> {
    if (this.#transport === null) {
      const opening = connectTo(this.settings.server, this.settings.auth);
      this.#transport = opening;
      opening.catch(() => (this.#transport = null));
    }
    return this.#transport;
  }

  /** Releases what only a living sandbox needs. */
  release(): void {
    this.lease?.release();
    this.lease = null;
    this.owner?.released(this);
  }

  #noteStartup(): void {
    if (this.#hasRun || this.createdAtMs === null) return;
    this.#hasRun = true;
    this.owner?.startupTook((performance.now() - this.createdAtMs) / 1000);
  }

  async #openSource(): Promise<StatusSource> {
    const transport = await this.transport();
    const timeoutSeconds = this.settings.requestTimeoutSeconds;
    const { watch } = await transport.capabilities({ operation: "Poll sandbox status", timeoutSeconds });
    const options = {
      transport,
      sandboxId: this.requireId(),
      recovery: {
        budgetSeconds: this.settings.pollRetryBudgetSeconds,
        toleratesMissing: () => this.toleratesMissing,
      },
      callTimeoutSeconds: this.settings.pollRpcTimeoutSeconds,
      createdAtMs: this.createdAtMs,
    };
    return watch ? createWatchSource(options) : createPollSource(options);
  }
}

function warnOfUnknownState(sandboxId: string): void {
  process.emitWarning(
    `The server reports a state of sandbox '${sandboxId}' that this release does not know. It is shown as ` +
      "unspecified; a newer release of this package may know it.",
    "UnknownSandboxStateWarning",
  );
}

import {
  DOCUMENTED_CONTAINER_IMAGE,
  isTerminalStatus,
  type SandboxConfig,
  SandboxStatus,
} from "../config/index.js";
import { SandboxNotRunningError } from "../errors/index.js";
import { ignore, untilAborted } from "../support/index.js";
import type { CreateRequest, SandboxReport, ServerCapabilities, Transport } from "../transport/index.js";
import type { SandboxCore } from "./core.js";
import { Creation } from "./creation.js";
import { withRoomRetry } from "./room-retry.js";

/** What a function's sandbox gets beyond its time limit, where only its lifetime can end it. */
const LIFETIME_MARGIN_SECONDS = 60;

/**
 * One start that is under way, shared by everybody who needs it. When all of them give up, the sandbox that
 * may still come to life is deleted instead of being left behind.
 */
export class PendingStart {
  readonly #core: SandboxCore;
  readonly #config: SandboxConfig;
  readonly #creation: Creation;
  readonly #outcome: Promise<void>;
  readonly #givingUp = new AbortController();
  #members = 0;

  constructor(core: SandboxCore, config: SandboxConfig, creation: Creation) {
    this.#core = core;
    this.#config = config;
    this.#creation = creation;
    this.#outcome = this.#run();
    this.#outcome.catch(ignore);
  }

  /** Waits for the outcome; an aborted signal gives up this membership only. */
  async join(signal?: AbortSignal): Promise<void> {
    this.#members += 1;
    try {
      await untilAborted(this.#outcome, signal);
    } finally {
      this.#members -= 1;
      if (signal?.aborted === true && this.#members === 0) this.#giveUp();
    }
  }

  #giveUp(): void {
    if (this.#core.pendingStart !== this) return;
    this.#givingUp.abort(new SandboxNotRunningError("The start was given up."));
    this.#core.pendingStart = null;
    // The old ids now stand for a sandbox that is being deleted.
    this.#core.creation = new Creation(this.#config.placement);
  }

  async #run(): Promise<void> {
    const core = this.#core;
    try {
      const transport = await core.transport();
      const report = await this.#create(transport);
      if (this.#givingUp.signal.aborted) return await this.#discard(transport, report);
      core.apply(asAccepted(report));
      if (report.status === SandboxStatus.RUNNING) core.monitor.foresee(report);
    } catch (error) {
      core.lease?.release();
      core.lease = null;
      throw error;
    } finally {
      if (core.pendingStart === this) core.pendingStart = null;
    }
  }

  async #create(transport: Transport): Promise<SandboxReport> {
    const core = this.#core;
    const timeoutSeconds = core.settings.requestTimeoutSeconds;
    const call = { operation: "Create sandbox", timeoutSeconds };
    const capabilities = await transport.capabilities(call);
    if (core.call !== null && capabilities.leases) {
      core.lease = await transport.shareLease(call);
    }
    const request = wantedSandbox(core, this.#config, capabilities);
    return this.#creation.run((attempt) =>
      this.#attempt((limitSeconds) =>
        transport.createSandbox({ ...request, ...attempt }, { ...call, timeoutSeconds: limitSeconds }),
      ),
    );
  }

  /** One place, asked again while it has no room; nowhere once the start was given up. */
  async #attempt(create: (timeoutSeconds: number) => Promise<SandboxReport>): Promise<SandboxReport> {
    const { signal } = this.#givingUp;
    const retry = {
      budgetSeconds: this.#config.createRetryBudgetSeconds,
      timeoutSeconds: this.#config.requestTimeoutSeconds,
      signal,
    };
    return withRoomRetry(retry, async (timeoutSeconds) => {
      signal.throwIfAborted();
      this.#core.createdAtMs = performance.now();
      return create(timeoutSeconds);
    });
  }

  async #discard(transport: Transport, { sandboxId }: SandboxReport): Promise<void> {
    const timeoutSeconds = this.#core.settings.requestTimeoutSeconds;
    const call = { operation: "Delete sandbox", sandboxId, timeoutSeconds };
    await transport.deleteSandbox({ sandboxId, gracePeriodSeconds: 0, allowMissing: true }, call);
  }
}

/** What to ask this server for. */
export function wantedSandbox(
  core: SandboxCore,
  config: SandboxConfig,
  capabilities: ServerCapabilities,
): Pick<CreateRequest, "config" | "image" | "leaseId"> {
  return {
    config: withLifetime(core, config, capabilities),
    image: chooseImage(core, config, capabilities),
    leaseId: core.lease?.leaseId,
  };
}

/** An accepted start is pending, whatever the server has begun since: the first who waits is told how far it is. */
export function asAccepted(report: SandboxReport): SandboxReport {
  return isTerminalStatus(report.status) ? report : { ...report, status: SandboxStatus.PENDING };
}

/** Left empty where the server chooses; the documented ones where it has no default. */
function chooseImage(core: SandboxCore, config: SandboxConfig, capabilities: ServerCapabilities): string {
  if (config.containerImage !== undefined) return config.containerImage;
  if (capabilities.hasDefaultImage) return "";
  return core.call?.image ?? DOCUMENTED_CONTAINER_IMAGE;
}

/** Without leases, a function's sandbox ends soon after its time limit even if this process is killed. */
function withLifetime(
  core: SandboxCore,
  config: SandboxConfig,
  capabilities: ServerCapabilities,
): SandboxConfig {
  if (core.call === null || capabilities.leases) return config;
  const enough = Math.ceil(core.call.limitSeconds) + LIFETIME_MARGIN_SECONDS;
  const given = config.maxLifetimeSeconds ?? 0;
  return { ...config, maxLifetimeSeconds: given === 0 ? enough : Math.min(given, enough) };
}

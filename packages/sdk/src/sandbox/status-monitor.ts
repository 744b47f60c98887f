import { SandboxStatus } from "../config/index.js";
import { onAbort, startTimer } from "../support/index.js";
import type { SandboxReport, Transport } from "../transport/index.js";
import { pause } from "./pause.js";
import type { StatusSource } from "./status-source.js";

/** Exit codes may come later than the end they belong to. */
const EXIT_CODE_LOOKS = 2;
const EXIT_CODE_LOOK_PAUSE_SECONDS = 2;

/** How long somebody waits. */
export interface WaitLimits {
  /** None when absent. */
  readonly timeoutSeconds?: number | undefined;
  readonly makeTimeoutError: () => Error;
  readonly signal?: AbortSignal | undefined;
}

/** The sandbox as the monitor sees it. */
export interface Monitored {
  readonly transport: () => Promise<Transport>;
  readonly openSource: () => Promise<StatusSource>;
  /** Takes a report into the state of the object. */
  readonly apply: (report: SandboxReport) => void;
  readonly isStopAccepted: () => boolean;
}

interface Waiter {
  /** Settles when the condition holds or can never hold; returns whether it did. */
  readonly check: () => boolean;
  readonly fail: (error: unknown) => void;
}

/**
 * Everybody who waits for something about one sandbox. All share one look-out at the server, which runs only
 * while somebody waits; whoever gives up does not disturb the others.
 */
export class StatusMonitor {
  readonly #sandbox: Monitored;
  readonly #waiters = new Set<Waiter>();
  #source: StatusSource | null = null;
  #watching: AbortController | null = null;
  /** An end that is held back for its exit code. */
  #heldEnd: SandboxReport | null = null;
  #unseen: SandboxReport | null = null;

  constructor(sandbox: Monitored) {
    this.#sandbox = sandbox;
  }

  /** A report that somebody got by the way: the first one who waits takes it instead of asking the server. */
  foresee(report: SandboxReport): void {
    this.#unseen = report;
  }

  /**
   * Waits for a condition on the state.
   *
   * @param isMet looks at the state only; throws when the condition can never be met.
   */
  async waitUntil(isMet: () => boolean, limits: WaitLimits): Promise<void> {
    limits.signal?.throwIfAborted();
    this.#takeUnseen();
    if (isMet()) return;
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiters.delete(waiter);
        stopListening();
        callOff?.();
        if (this.#waiters.size === 0) this.#watching?.abort();
      };
      const fail = (error: unknown): void => {
        leave();
        reject(error);
      };
      const check = (): boolean => {
        try {
          if (!isMet()) return false;
          leave();
          resolve();
        } catch (error) {
          fail(error);
        }
        return true;
      };
      const waiter: Waiter = { check, fail };
      const expire = (): void => {
        this.#takeHeldEnd();
        if (this.#waiters.has(waiter)) fail(limits.makeTimeoutError());
      };
      this.#waiters.add(waiter);
      const callOff =
        limits.timeoutSeconds === undefined ? undefined : startTimer(limits.timeoutSeconds, expire);
      const stopListening = onAbort(limits.signal, fail);
      this.#watch();
    });
  }

  /** The state has changed by other means than a report: looks whether somebody waited for that. */
  changed(): void {
    for (const waiter of this.#waiters) waiter.check();
    this.#source?.hurry();
  }

  #watch(): void {
    if (this.#watching !== null || this.#waiters.size === 0) return;
    const watching = new AbortController();
    this.#watching = watching;
    this.#follow(watching.signal)
      .catch((error: unknown) => {
        if (watching.signal.aborted) return;
        for (const waiter of this.#waiters) waiter.fail(error);
      })
      .finally(() => {
        this.#watching = null;
        this.#heldEnd = null;
        // Somebody may have come while the last look-out was being closed.
        this.#watch();
      });
  }

  async #follow(signal: AbortSignal): Promise<void> {
    this.#source ??= await this.#sandbox.openSource();
    for await (const report of this.#source.follow(signal)) {
      this.#apply(await this.#withExitCode(asPollReport(report), signal));
      if (this.#waiters.size === 0) return;
    }
  }

  #apply(report: SandboxReport): void {
    this.#heldEnd = null;
    this.#sandbox.apply(report);
    for (const waiter of this.#waiters) waiter.check();
  }

  #takeUnseen(): void {
    const report = this.#unseen;
    this.#unseen = null;
    if (report !== null) this.#apply(report);
  }

  #takeHeldEnd(): void {
    if (this.#heldEnd !== null) this.#apply(this.#heldEnd);
  }

  /** Looks again for the exit code of a normal end; not after an own stop, where nobody asks for it. */
  async #withExitCode(report: SandboxReport, signal: AbortSignal): Promise<SandboxReport> {
    let latest = report;
    for (let looks = 0; looks < EXIT_CODE_LOOKS; looks += 1) {
      const isMissing = latest.status === SandboxStatus.COMPLETED && latest.exitCode === null;
      if (!isMissing || this.#sandbox.isStopAccepted()) break;
      this.#heldEnd = latest;
      await pause(EXIT_CODE_LOOK_PAUSE_SECONDS, signal);
      latest = await this.#lookForExitCode(latest, signal);
    }
    return latest;
  }

  async #lookForExitCode(known: SandboxReport, signal: AbortSignal): Promise<SandboxReport> {
    const { sandboxId } = known;
    try {
      const transport = await this.#sandbox.transport();
      const timeoutSeconds = EXIT_CODE_LOOK_PAUSE_SECONDS;
      const call = { operation: "Poll sandbox status", sandboxId, timeoutSeconds, signal };
      return asPollReport(await transport.getSandbox(sandboxId, call));
    } catch {
      signal.throwIfAborted();
      return known;
    }
  }
}

/** While polling, a state that the server left open means a clean end; one of a newer release means nothing yet. */
function asPollReport(report: SandboxReport): SandboxReport {
  if (report.status !== SandboxStatus.UNSPECIFIED || report.isUnknownState) return report;
  return { ...report, status: SandboxStatus.COMPLETED };
}

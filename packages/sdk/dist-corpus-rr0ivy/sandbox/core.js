import { connectTo } from "../transport-grpc/index.js";
import { Creation } from "./creation.js";
import { ExecCounter } from "./exec-stats.js";
import { Lifecycle } from "./lifecycle.js";
import { withKnownAddresses } from "./service-views.js";
import { StatusMonitor } from "./status-monitor.js";
import { createPollSource, createWatchSource } from "./status-source.js";
/**
 * What the verbs of one sandbox object work on: its configuration, its state, its way to the server. The
 * object users hold only refers to it, so that a forgotten object can be noticed.
 */
export class SandboxCore {
    settings;
    /** What to create; null for an object that was attached to an existing sandbox. */
    config;
    /**
     * Time limit in seconds of the one function call that the sandbox is for; it then lives no longer than this
     * process. Null for a sandbox that lives on until its own end or lifetime.
     */
    callLimitSeconds;
    lifecycle = new Lifecycle();
    trace = { sandboxId: null, lifecycle: this.lifecycle };
    executions = new ExecCounter();
    monitor;
    owner = null;
    /** How it is created; a new one after a start was given up. Null for an attached object. */
    creation;
    pendingStart = null;
    pendingStop = null;
    /** When the create was sent, in milliseconds of the process clock. */
    createdAtMs = null;
    lease = null;
    /** Whether a missing record is expected for a moment, because of a stop. */
    toleratesMissing = false;
    /** Largest file for one call that the server announced; null while it did not. */
    announcedFileCapBytes = null;
    #report = null;
    #hasRun = false;
    #transport = null;
    constructor(settings, config, callLimitSeconds) {
        this.settings = settings;
        this.config = config;
        this.creation = config === null ? null : new Creation(config.placement);
        this.callLimitSeconds = callLimitSeconds;
        this.monitor = new StatusMonitor({
            transport: () => this.transport(),
            openSource: () => this.#openSource(),
            apply: (report) => this.apply(report),
            isStopAccepted: () => this.lifecycle.isStopAccepted,
        });
    }
    /** For a sandbox that is to be created. */
    static unstarted(config, callLimitSeconds = null) {
        return new SandboxCore(config, config, callLimitSeconds);
    }
    /** For a sandbox that exists, as the server just reported it. */
    static attached(settings, report, transport) {
        const core = new SandboxCore(settings, null, null);
        core.#transport = Promise.resolve(transport);
        core.apply(report);
        return core;
    }
    /** The latest accepted report; null before the start. */
    get report() {
        return this.#report;
    }
    /** The id; null before the start. */
    get sandboxId() {
        return this.#report?.sandboxId ?? null;
    }
    /** The id of a sandbox that has been started. */
    requireId() {
        if (this.#report !== null)
            return this.#report.sandboxId;
        throw new Error("The sandbox has no id before its start.");
    }
    /** Takes a report, unless it is older than what is known. */
    apply(report) {
        if (this.lifecycle.observe(report.status) || this.#report === null)
            this.#take(report);
        this.trace.sandboxId = report.sandboxId;
        if (this.lifecycle.phase === "running")
            this.#noteStartup();
    }
    #take(report) {
        this.#report = {
            ...report,
            // Told by some calls only, and never changed.
            profileId: report.profileId ?? this.#report?.profileId ?? null,
            services: withKnownAddresses(report.services, this.#report?.services ?? []),
        };
    }
    /** Counts the end of a command or terminal. */
    executionEnded(outcome) {
        this.executions.ended(outcome);
        this.owner?.executionEnded(outcome, this.sandboxId);
    }
    /** The way to the server. Credentials are found once, at the first use. */
    async transport() {
        if (this.#transport === null) {
            const opening = connectTo(this.settings.server);
            this.#transport = opening;
            opening.catch(() => (this.#transport = null));
        }
        return this.#transport;
    }
    /** Releases what only a living sandbox needs. */
    release() {
        this.lease?.release();
        this.lease = null;
        this.owner?.released(this);
    }
    #noteStartup() {
        if (this.#hasRun || this.createdAtMs === null)
            return;
        this.#hasRun = true;
        this.owner?.startupTook((performance.now() - this.createdAtMs) / 1000);
    }
    async #openSource() {
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
//# sourceMappingURL=core.js.map
import { inspect } from "node:util";
import { placedReport, returncodeOf } from "./properties.js";
import { exposedPortsOf, httpsEndpointsOf, passthroughsOf, serviceAddressOf, serviceUrlsOf, } from "./service-views.js";
let readCore;
/** The state behind an object; only for this package. */
export function coreOf(sandbox) {
    return readCore(sandbox);
}
/** What a sandbox object shows without asking the server: the facts of the latest report. */
export class SandboxProperties {
    static {
        readCore = (sandbox) => sandbox.#core;
    }
    #core;
    /** @internal */
    constructor(core) {
        this.#core = core;
    }
    /** Id given by the server; null before the start. */
    get sandboxId() {
        return this.#core.sandboxId;
    }
    /** The last known status, without asking; null before the start. */
    get status() {
        return this.#core.lifecycle.status;
    }
    /** When the status was last confirmed; null before the start. */
    get statusUpdatedAt() {
        return this.#core.lifecycle.statusUpdatedAt;
    }
    /** The server's words about the status, for example why it failed, or null. */
    get statusReason() {
        return this.#core.report?.statusReason ?? null;
    }
    /** Its labels as the server echoes them; empty before the start. */
    get tags() {
        return this.#core.report?.tags ?? [];
    }
    /** When the server accepted it; null before the start, or when the server does not say. */
    get createdAt() {
        return this.#core.report?.createdAt ?? null;
    }
    /** When the main process began; null until the sandbox is known to run. */
    get startedAt() {
        return placedReport(this.#core)?.startedAt ?? null;
    }
    /** The machine it runs on; null until it is known to run. */
    get runnerId() {
        return placedReport(this.#core)?.runnerId ?? null;
    }
    /** The group of that machine; null until it is known to run. */
    get runnerGroupId() {
        return placedReport(this.#core)?.runnerGroupId ?? null;
    }
    /** The profile it was placed by; null until it is known to run, and on servers without profiles. */
    get profileId() {
        return placedReport(this.#core)?.profileId ?? null;
    }
    /** Exit code of the main process; null until its normal end is known. */
    get returncode() {
        return returncodeOf(this.#core);
    }
    /** Host and port where it can be reached, or null. */
    get serviceAddress() {
        return serviceAddressOf(this.#core.report?.services ?? []);
    }
    /** Ports that can be reached from outside, or null. */
    get exposedPorts() {
        return exposedPortsOf(this.#core.report?.services ?? []);
    }
    /** Ports with the address they are reached at; empty while there is none. */
    get serviceUrls() {
        return serviceUrlsOf(this.#core.report?.services ?? []);
    }
    /** Ports with an `https` address of their own, and who may use it. */
    get serviceEndpoints() {
        return httpsEndpointsOf(this.#core.report?.services ?? []);
    }
    /** Ports that end their own encryption, with the address they are reached at. */
    get serviceAddresses() {
        return passthroughsOf(this.#core.report?.services ?? []);
    }
    /** The ingress mode that this object asked for and the server accepted; null for an attached object. */
    get appliedIngressMode() {
        return (this.sandboxId === null ? null : this.#core.config?.network?.ingressMode) ?? null;
    }
    /** The egress mode that this object asked for and the server accepted; null for an attached object. */
    get appliedEgressMode() {
        return (this.sandboxId === null ? null : this.#core.config?.network?.egressMode) ?? null;
    }
    /** Destinations it may reach, as the server reports them; rules of a newer release are left out. */
    get effectiveEgress() {
        return this.#core.report?.effectiveEgress ?? [];
    }
    /** Sources that may reach it, as the server reports them; rules of a newer release are left out. */
    get effectiveIngress() {
        return this.#core.report?.effectiveIngress ?? [];
    }
    /** Host names it may reach, as the server reports them. */
    get dnsEgressNames() {
        return this.effectiveEgress.flatMap(({ dnsName }) => dnsName ?? []);
    }
    /** The runtime class it runs under, or null. */
    get effectiveRuntimeClass() {
        return this.#core.report?.effectiveRuntimeClass ?? null;
    }
    /** Its containers as the server echoes them; empty before the start. */
    get containers() {
        return this.#core.report?.containers ?? [];
    }
    /** How its containers are; empty before the start. */
    get containerStatuses() {
        return this.#core.report?.containerStatuses ?? [];
    }
    /** Who drives its containers; null before the start. */
    get control() {
        return this.#core.report?.control ?? null;
    }
    /** Ids of the registered volumes it uses. */
    get attachedVolumeIds() {
        return this.#core.report?.attachedVolumeIds ?? [];
    }
    /** What is reserved for it, as the server echoes it, or null. */
    get resourceRequests() {
        return this.#core.report?.resourceRequests ?? null;
    }
    /** What it cannot exceed, as the server echoes it, or null. */
    get resourceLimits() {
        return this.#core.report?.resourceLimits ?? null;
    }
    /** Its graphics processors, as the server echoes them, or null. */
    get resourceGpu() {
        return this.#core.report?.resourceGpu ?? null;
    }
    /** How many commands this object has started and how they ended. */
    get execStats() {
        return this.#core.executions.stats();
    }
    /** Its id and status, for people. */
    toString() {
        return `<Sandbox id=${this.sandboxId ?? "none"} status=${this.status ?? "not_started"}>`;
    }
    /** @internal */
    [inspect.custom]() {
        return this.toString();
    }
}
//# sourceMappingURL=sandbox-properties.js.map
import { isAbsent, isRecord, optionalFlag, optionalText, readList, refusal, requiredRecord, show, } from "./check.js";
import { readEgressRule, readIngressRule, } from "./network-rules.js";
import { readPortNumber } from "./port-range.js";
const KEYS = Object.keys({
    ingressMode: true,
    exposedPorts: true,
    egressMode: true,
    denyEgress: true,
    denyIngress: true,
    egress: true,
    ingress: true,
});
/** Checks and copies; empty lists count as absent. Undefined when absent. */
export function readNetwork(value) {
    if (isAbsent(value))
        return undefined;
    if (!isRecord(value))
        throw refusal("network", `must be an object, but is ${show(value)}.`);
    requiredRecord("network", value, KEYS);
    const exposedPorts = readList("network.exposedPorts", value["exposedPorts"], readPortNumber);
    const egress = readList("network.egress", value["egress"], readEgressRule);
    const ingress = readList("network.ingress", value["ingress"], readIngressRule);
    const members = {
        ingressMode: optionalText("network.ingressMode", value["ingressMode"]),
        egressMode: optionalText("network.egressMode", value["egressMode"]),
        denyEgress: optionalFlag("network.denyEgress", value["denyEgress"]),
        denyIngress: optionalFlag("network.denyIngress", value["denyIngress"]),
        exposedPorts: exposedPorts.length === 0 ? undefined : exposedPorts,
        egress: egress.length === 0 ? undefined : egress,
        ingress: ingress.length === 0 ? undefined : ingress,
    };
    refuseContradictions(members);
    return Object.freeze(members);
}
function refuseContradictions({ egressMode, denyEgress, egress }) {
    if (denyEgress === true && egress !== undefined) {
        throw refusal("network.denyEgress", "excludes network.egress: nothing can be both denied and allowed.");
    }
    if (egressMode !== undefined && (denyEgress !== undefined || egress !== undefined)) {
        throw refusal("network.egressMode", "excludes network.denyEgress and network.egress: give either a mode name or rules.");
    }
}
//# sourceMappingURL=network.js.map
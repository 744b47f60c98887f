import { isIP } from "node:net";
import { isAbsent, isRecord, optionalChoice, optionalFlag, readList, refusal, requiredRecord, requiredText, show, textMap, } from "./check.js";
import { readPortRange } from "./port-range.js";
const TENANT_SCOPES = ["same_user", "same_org", "sandbox_network"];
const SOURCES = ["cidr", "tenant", "any"];
const DESTINATIONS = ["dnsName", "cidr", "tenant", "any", "selector"];
const LONGEST_NAME = 253;
const DNS_NAME = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const HTTPS_PORT = 443;
/** Checks and copies one destination. */
export function readEgressRule(field, value) {
    const rule = requiredRecord(field, value, [...DESTINATIONS, "ports"]);
    requireOne(field, rule, DESTINATIONS);
    const ports = readPorts(field, rule["ports"]);
    if (isAbsent(rule["dnsName"])) {
        return Object.freeze({
            ...readPeer(field, rule),
            ...readSelectorPart(field, rule["selector"]),
            ...ports,
        });
    }
    checkHttpsOnly(field, ports.ports);
    return Object.freeze({ dnsName: readDnsName(`${field}.dnsName`, rule["dnsName"]), ...ports });
}
/** Checks and copies one source. */
export function readIngressRule(field, value) {
    const rule = requiredRecord(field, value, [...SOURCES, "ports"]);
    requireOne(field, rule, SOURCES);
    return Object.freeze({ ...readPeer(field, rule), ...readPorts(field, rule["ports"]) });
}
function requireOne(field, rule, kinds) {
    const given = kinds.filter((kind) => !isAbsent(rule[kind]));
    if (given.length === 1)
        return;
    const found = given.length === 0 ? "none" : given.join(" and ");
    throw refusal(field, `must have exactly one of ${kinds.join(", ")}, but has ${found}.`);
}
function readPeer(field, rule) {
    if (!isAbsent(rule["cidr"]))
        return { cidr: readCidrBlock(`${field}.cidr`, rule["cidr"]) };
    const tenant = optionalChoice(`${field}.tenant`, rule["tenant"], TENANT_SCOPES);
    if (tenant !== undefined)
        return { tenant };
    if (isAbsent(rule["any"]))
        return {};
    if (optionalFlag(`${field}.any`, rule["any"]) === true)
        return { any: true };
    throw refusal(`${field}.any`, "can only be true. Leave the rule out instead.");
}
function readSelectorPart(field, value) {
    if (isAbsent(value))
        return {};
    const owner = `${field}.selector`;
    const selector = requiredRecord(owner, value, ["podLabels", "namespaceLabels"]);
    const podLabels = textMap(`${owner}.podLabels`, selector["podLabels"]);
    if (Object.keys(podLabels).length === 0)
        throw refusal(`${owner}.podLabels`, "needs at least one label.");
    if (isAbsent(selector["namespaceLabels"]))
        return { selector: Object.freeze({ podLabels }) };
    const namespaceLabels = textMap(`${owner}.namespaceLabels`, selector["namespaceLabels"]);
    return { selector: Object.freeze({ podLabels, namespaceLabels }) };
}
function readPorts(field, value) {
    const ports = readList(`${field}.ports`, value, readPortRange);
    return ports.length === 0 ? {} : { ports };
}
function readCidrBlock(field, value) {
    if (!isRecord(value))
        return Object.freeze({ cidr: readCidr(field, value) });
    requiredRecord(field, value, ["cidr", "exceptCidrs", "except"]);
    const exceptCidrs = readList(`${field}.exceptCidrs`, value["exceptCidrs"] ?? value["except"], readCidr);
    const cidr = readCidr(`${field}.cidr`, value["cidr"]);
    return Object.freeze(exceptCidrs.length === 0 ? { cidr } : { cidr, exceptCidrs });
}
function readCidr(field, value) {
    const text = requiredText(field, value).trim();
    const [address = "", length = "", ...rest] = text.split("/");
    const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    if (rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bits)
        return text;
    throw refusal(field, `must be an address range such as "10.0.0.0/8", but is ${show(value)}.`);
}
function readDnsName(field, value) {
    const name = requiredText(field, value).trim().toLowerCase();
    if (name.length <= LONGEST_NAME && DNS_NAME.test(name) && isIP(name) === 0)
        return name;
    throw refusal(field, `must be a host name such as "example.com" or "*.example.com", but is ${show(value)}. ` +
        "Use any for all hosts and cidr for addresses.");
}
function checkHttpsOnly(field, ports) {
    for (const { port, endPort = port, protocol = "TCP" } of ports ?? []) {
        if (port === HTTPS_PORT && endPort === HTTPS_PORT && protocol.toUpperCase() === "TCP")
            continue;
        throw refusal(`${field}.ports`, "can only be TCP 443 together with dnsName. Leave the ports out.");
    }
}
//# sourceMappingURL=network-rules.js.map
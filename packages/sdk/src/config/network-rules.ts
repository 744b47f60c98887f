import { isIP } from "node:net";
import {
  isAbsent,
  isRecord,
  optionalChoice,
  optionalFlag,
  readList,
  refusal,
  requiredRecord,
  requiredText,
  show,
  textMap,
} from "./check.js";
import { readPortRange, type PortRange, type PortRangeInput } from "./port-range.js";

/** Other sandboxes by their relation to this one; `unspecified` is only reported, by a newer server. */
export type TenantScope = "same_user" | "same_org" | "sandbox_network" | "unspecified";

/** A range of addresses. */
export interface CidrBlock {
  /** For example `10.0.0.0/8`. */
  readonly cidr: string;
  /** Parts that are taken out of the range. Default: none. */
  readonly exceptCidrs?: readonly string[] | undefined;
}

/** A range of addresses as users write it: a text alone, or an object; `except` is accepted for `exceptCidrs`. */
export type CidrBlockInput =
  | string
  | (CidrBlock & {
      /** Another spelling of `exceptCidrs`. */
      readonly except?: readonly string[] | undefined;
    });

/** Workloads by their labels; all labels must match. */
export interface SelectorBlock {
  /** At least one. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Labels of the namespace. Default: the sandbox's own namespace only. */
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
}

/** One destination that a sandbox may reach. Exactly one of the members besides `ports` is given. */
export interface EgressRule {
  /** A host name, or `*.` and a name for all hosts one level below; HTTPS on port 443 only. */
  readonly dnsName?: string | undefined;
  /** Addresses. */
  readonly cidr?: CidrBlock | undefined;
  /** Other sandboxes. */
  readonly tenant?: TenantScope | undefined;
  /** Everything but the platform's own ranges. */
  readonly any?: true | undefined;
  /** Workloads by their labels. */
  readonly selector?: SelectorBlock | undefined;
  /** Only these ports. Default: all; 443 for a name. */
  readonly ports?: readonly PortRange[] | undefined;
}

/** One source that may reach ports with visibility `custom`. Exactly one of the members besides `ports` is given. */
export interface IngressRule {
  /** Addresses. */
  readonly cidr?: CidrBlock | undefined;
  /** Other sandboxes. */
  readonly tenant?: TenantScope | undefined;
  /** Anybody. */
  readonly any?: true | undefined;
  /** Only these ports. Default: all with visibility `custom`. */
  readonly ports?: readonly PortRange[] | undefined;
}

interface RuleInputs {
  readonly cidr?: CidrBlockInput | undefined;
  readonly ports?: readonly PortRangeInput[] | undefined;
}

/** An egress rule as users write it. */
export type EgressRuleInput = Omit<EgressRule, keyof RuleInputs> & RuleInputs;
/** An ingress rule as users write it. */
export type IngressRuleInput = Omit<IngressRule, keyof RuleInputs> & RuleInputs;

const TENANT_SCOPES: readonly TenantScope[] = ["same_user", "same_org", "sandbox_network"];
const SOURCES = ["cidr", "tenant", "any"] as const;
const DESTINATIONS = ["dnsName", "cidr", "tenant", "any", "selector"] as const;
const LONGEST_NAME = 253;
const DNS_NAME = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const HTTPS_PORT = 443;

/** Checks and copies one destination. */
export function readEgressRule(field: string, value: unknown): EgressRule {
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
export function readIngressRule(field: string, value: unknown): IngressRule {
  const rule = requiredRecord(field, value, [...SOURCES, "ports"]);
  requireOne(field, rule, SOURCES);
  return Object.freeze({ ...readPeer(field, rule), ...readPorts(field, rule["ports"]) });
}

function requireOne(field: string, rule: Readonly<Record<string, unknown>>, kinds: readonly string[]): void {
  const given = kinds.filter((kind) => !isAbsent(rule[kind]));
  if (given.length === 1) return;
  const found = given.length === 0 ? "none" : given.join(" and ");
  throw refusal(field, `must have exactly one of ${kinds.join(", ")}, but has ${found}.`);
}

function readPeer(field: string, rule: Readonly<Record<string, unknown>>): IngressRule {
  if (!isAbsent(rule["cidr"])) return { cidr: readCidrBlock(`${field}.cidr`, rule["cidr"]) };
  const tenant = optionalChoice(`${field}.tenant`, rule["tenant"], TENANT_SCOPES);
  if (tenant !== undefined) return { tenant };
  if (isAbsent(rule["any"])) return {};
  if (optionalFlag(`${field}.any`, rule["any"]) === true) return { any: true };
  throw refusal(`${field}.any`, "can only be true. Leave the rule out instead.");
}

function readSelectorPart(field: string, value: unknown): { readonly selector?: SelectorBlock } {
  if (isAbsent(value)) return {};
  const owner = `${field}.selector`;
  const selector = requiredRecord(owner, value, ["podLabels", "namespaceLabels"]);
  const podLabels = textMap(`${owner}.podLabels`, selector["podLabels"]);
  if (Object.keys(podLabels).length === 0) throw refusal(`${owner}.podLabels`, "needs at least one label.");
  if (isAbsent(selector["namespaceLabels"])) return { selector: Object.freeze({ podLabels }) };
  const namespaceLabels = textMap(`${owner}.namespaceLabels`, selector["namespaceLabels"]);
  return { selector: Object.freeze({ podLabels, namespaceLabels }) };
}

function readPorts(field: string, value: unknown): { readonly ports?: readonly PortRange[] } {
  const ports = readList(`${field}.ports`, value, readPortRange);
  return ports.length === 0 ? {} : { ports };
}

function readCidrBlock(field: string, value: unknown): CidrBlock {
  if (!isRecord(value)) return Object.freeze({ cidr: readCidr(field, value) });
  requiredRecord(field, value, ["cidr", "exceptCidrs", "except"]);
  const exceptCidrs = readList(`${field}.exceptCidrs`, value["exceptCidrs"] ?? value["except"], readCidr);
  const cidr = readCidr(`${field}.cidr`, value["cidr"]);
  return Object.freeze(exceptCidrs.length === 0 ? { cidr } : { cidr, exceptCidrs });
}

function readCidr(field: string, value: unknown): string {
  const text = requiredText(field, value).trim();
  const [address = "", length = "", ...rest] = text.split("/");
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bits) return text;
  throw refusal(field, `must be an address range such as "10.0.0.0/8", but is ${show(value)}.`);
}

function readDnsName(field: string, value: unknown): string {
  const name = requiredText(field, value).trim().toLowerCase();
  if (name.length <= LONGEST_NAME && DNS_NAME.test(name) && isIP(name) === 0) return name;
  throw refusal(
    field,
    `must be a host name such as "example.com" or "*.example.com", but is ${show(value)}. ` +
      "Use any for all hosts and cidr for addresses.",
  );
}

function checkHttpsOnly(field: string, ports: readonly PortRange[] | undefined): void {
  for (const { port, endPort = port, protocol = "TCP" } of ports ?? []) {
    if (port === HTTPS_PORT && endPort === HTTPS_PORT && protocol.toUpperCase() === "TCP") continue;
    throw refusal(`${field}.ports`, "can only be TCP 443 together with dnsName. Leave the ports out.");
  }
}

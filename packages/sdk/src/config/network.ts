import {
  isAbsent,
  isRecord,
  optionalFlag,
  optionalText,
  readList,
  refusal,
  requiredRecord,
  show,
} from "./check.js";
import {
  type EgressRule,
  type EgressRuleInput,
  type IngressRule,
  type IngressRuleInput,
  readEgressRule,
  readIngressRule,
} from "./network-rules.js";
import { readPortNumber } from "./port-range.js";

/**
 * How a sandbox is reached and what it may reach: by mode names, which depend on the server's profile, or by
 * rules. For the way out only one of the two can be given.
 */
export interface NetworkOptions {
  /** For example `public` or `internal`; needs {@link exposedPorts}. */
  readonly ingressMode?: string | undefined;
  /** Ports that are reachable from outside, each from 1 to 65535. */
  readonly exposedPorts?: readonly number[] | undefined;
  /** For example `internet`, `isolated` or `blocked`. */
  readonly egressMode?: string | undefined;
  /** Whether it may reach nothing at all; excludes {@link egress}. */
  readonly denyEgress?: boolean | undefined;
  /** Whether ports with visibility `custom` cannot be reached. */
  readonly denyIngress?: boolean | undefined;
  /** What it may reach. Default: what the server's policy allows. */
  readonly egress?: readonly EgressRuleInput[] | undefined;
  /** Who may reach ports with visibility `custom`. Default: whom the server's policy allows. */
  readonly ingress?: readonly IngressRuleInput[] | undefined;
}

/** Network options after their check. */
export interface CheckedNetworkOptions extends Omit<NetworkOptions, "egress" | "ingress"> {
  readonly egress?: readonly EgressRule[] | undefined;
  readonly ingress?: readonly IngressRule[] | undefined;
}

const KEYS = Object.keys({
  ingressMode: true,
  exposedPorts: true,
  egressMode: true,
  denyEgress: true,
  denyIngress: true,
  egress: true,
  ingress: true,
} satisfies Record<keyof NetworkOptions, true>);

/** Checks and copies; empty lists count as absent. Undefined when absent. */
export function readNetwork(value: unknown): CheckedNetworkOptions | undefined {
  if (isAbsent(value)) return undefined;
  if (!isRecord(value)) throw refusal("network", `must be an object, but is ${show(value)}.`);
  requiredRecord("network", value, KEYS);
  const exposedPorts = readList("network.exposedPorts", value["exposedPorts"], readPortNumber);
  const egress = readList("network.egress", value["egress"], readEgressRule);
  const ingress = readList("network.ingress", value["ingress"], readIngressRule);
  const members: CheckedNetworkOptions = {
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

function refuseContradictions({ egressMode, denyEgress, egress }: CheckedNetworkOptions): void {
  if (denyEgress === true && egress !== undefined) {
    throw refusal("network.denyEgress", "excludes network.egress: nothing can be both denied and allowed.");
  }
  if (egressMode !== undefined && (denyEgress !== undefined || egress !== undefined)) {
    throw refusal(
      "network.egressMode",
      "excludes network.denyEgress and network.egress: give either a mode name or rules.",
    );
  }
}

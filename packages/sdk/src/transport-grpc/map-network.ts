import { v1 } from "@cwsandbox/wire";
import { CWSandboxValidationError } from "../errors/index.js";
import type { NetworkOptions, SandboxConfig } from "../config/index.js";

const INGRESS_VISIBILITY: ReadonlyMap<string, v1.Visibility> = new Map([
  ["public", v1.Visibility.VISIBILITY_PUBLIC],
  ["internal", v1.Visibility.VISIBILITY_PRIVATE],
]);

const PROTOCOLS: ReadonlyMap<string, v1.ServiceProtocol> = new Map([
  ["", v1.ServiceProtocol.SERVICE_PROTOCOL_UNSPECIFIED],
  ["tcp", v1.ServiceProtocol.SERVICE_PROTOCOL_TCP],
  ["udp", v1.ServiceProtocol.SERVICE_PROTOCOL_UDP],
  ["sctp", v1.ServiceProtocol.SERVICE_PROTOCOL_SCTP],
]);

const EGRESS_RULES: ReadonlyMap<string, v1.DeepPartial<v1.NetworkOptions>> = new Map([
  ["blocked", { denyEgress: true }],
  ["internet", { egress: [{ destination: { $case: "any", value: true } }] }],
]);

/** Declared ports, and exposed ones with the visibility of the ingress mode; one row for each port. */
export function toServices(config: Pick<SandboxConfig, "ports" | "network">): v1.DeepPartial<v1.Service>[] {
  const exposed = new Set(config.network?.exposedPorts);
  const visibility =
    INGRESS_VISIBILITY.get(config.network?.ingressMode ?? "") ?? v1.Visibility.VISIBILITY_UNSPECIFIED;
  const rows = new Map<number, v1.DeepPartial<v1.Service>>();
  for (const { containerPort, name, protocol } of config.ports) {
    rows.set(containerPort, { port: containerPort, name: name ?? "", protocol: toProtocol(protocol) });
  }
  for (const port of exposed) rows.set(port, { port, ...rows.get(port), visibility });
  return [...rows.values()];
}

function toProtocol(name = ""): v1.ServiceProtocol {
  const protocol = PROTOCOLS.get(name.toLowerCase());
  if (protocol !== undefined) return protocol;
  throw new CWSandboxValidationError(
    `ports has the protocol ${JSON.stringify(name)}, which does not exist. Use tcp, udp or sctp.`,
    { field: "ports" },
  );
}

/** The network rules that the mode names stand for, as far as the shared contract has them. */
export function networkRules(
  network: NetworkOptions | undefined,
): v1.DeepPartial<v1.NetworkOptions> | undefined {
  return EGRESS_RULES.get(network?.egressMode ?? "");
}

/** Mode names without equivalent in the shared contract; empty where there is one. */
export function unmappedModes(network: NetworkOptions | undefined): {
  readonly ingressMode: string;
  readonly egressMode: string;
} {
  const { ingressMode = "", egressMode = "", exposedPorts = [] } = network ?? {};
  // Without ports there is nothing in the shared contract that could carry the mode: the server must hear of it.
  const isMapped = INGRESS_VISIBILITY.has(ingressMode) && exposedPorts.length > 0;
  return {
    ingressMode: isMapped ? "" : ingressMode,
    egressMode: EGRESS_RULES.has(egressMode) ? "" : egressMode,
  };
}

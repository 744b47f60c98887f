import { v1 } from "@cwsandbox/wire";
import type { CidrBlock, EgressRule, IngressRule, PortRange } from "../config/index.js";

type Partial<Message> = v1.DeepPartial<Message>;

const SCOPES = {
  unspecified: v1.TenantScope.TENANT_SCOPE_UNSPECIFIED,
  same_user: v1.TenantScope.TENANT_SCOPE_SAME_USER,
  same_org: v1.TenantScope.TENANT_SCOPE_SAME_ORG,
  sandbox_network: v1.TenantScope.TENANT_SCOPE_SANDBOX_NETWORK,
} as const;

/** A destination in the contract's words. */
export function toEgressRule(rule: EgressRule): Partial<v1.EgressRule> {
  return { destination: toDestination(rule), ports: toPorts(rule.ports) };
}

/** A source in the contract's words. */
export function toIngressRule(rule: IngressRule): Partial<v1.IngressRule> {
  return { source: toPeer(rule), ports: toPorts(rule.ports) };
}

function toDestination(rule: EgressRule): v1.EgressRule["destination"] {
  if (rule.dnsName !== undefined) return { $case: "httpsHostname", value: rule.dnsName };
  if (rule.selector === undefined) return toPeer(rule);
  const { podLabels, namespaceLabels = {} } = rule.selector;
  return {
    $case: "selector",
    value: { podLabels: { ...podLabels }, namespaceLabels: { ...namespaceLabels } },
  };
}

function toPeer({ cidr, tenant, any }: IngressRule): v1.IngressRule["source"] {
  if (cidr !== undefined) return { $case: "cidr", value: toCidr(cidr) };
  if (tenant !== undefined) return { $case: "tenant", value: SCOPES[tenant] };
  return any === true ? { $case: "any", value: true } : undefined;
}

function toCidr({ cidr, exceptCidrs = [] }: CidrBlock): v1.CidrBlock {
  return { cidr, except: [...exceptCidrs] };
}

function toPorts(ports: readonly PortRange[] = []): Partial<v1.PortRange>[] {
  return ports.map(({ port, endPort, protocol }) => ({
    port,
    endPort: endPort ?? 0,
    protocol: protocol ?? "",
  }));
}

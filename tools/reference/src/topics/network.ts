/**
 * What a sandbox may reach, and who may reach it: modes, rules, services and their addresses.
 * @module
 */
export {
  type CidrBlock,
  type CidrBlockInput,
  type EgressRule,
  type EgressRuleInput,
  type Endpoint,
  type ExposedPort,
  type HttpsEndpointStatus,
  type IngressRule,
  type IngressRuleInput,
  type NetworkOptions,
  type PortRange,
  type PortRangeInput,
  type SelectorBlock,
  type Service,
  type ServiceUrl,
  type TenantScope,
  type TlsPassthroughEndpointStatus,
} from "cwsandbox";

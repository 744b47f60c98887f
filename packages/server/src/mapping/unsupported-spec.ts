import { REASON, v1, v1RuntimeClass } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { fieldNotOffered } from "../errors/index.js";
import { shown, type Problems } from "./problems.js";

const MAX_PORT = 65_535;

/** Refuses by name what a sandbox asks for beyond its container and this server cannot give. */
export function refuseUnsupportedSpecOptions(spec: v1.SandboxSpec, field: string, problems: Problems): void {
  const absent: Readonly<Record<string, boolean>> = {
    volumes: spec.volumes.length > 0,
    network_ids: spec.networkIds.length > 0,
    network_config_id: spec.networkConfigId !== "",
    object_storage_access: spec.objectStorageAccess !== undefined,
    init_containers: spec.initContainers.length > 0,
  };
  for (const [name, asked] of Object.entries(absent)) {
    if (asked) problems.violation(`${field}.${name}`, "is not offered by this server; leave it out");
  }
  for (const [index, service] of spec.services.entries()) {
    checkService(service, `${field}.services[${String(index)}]`, problems);
  }
  if (spec.network !== undefined) refuseUnsupportedNetwork(spec.network, `${field}.network`, problems);
  refuseUnsupportedMachine(spec, field, problems);
}

/** A port nobody outside may reach is what every port is; anything more is not offered. */
function checkService(service: v1.Service, field: string, problems: Problems): void {
  const { port, endpoint, visibility } = service;
  if (port < 1 || port > MAX_PORT) {
    problems.violation(`${field}.port`, `${String(port)} is not a port; use 1 to ${String(MAX_PORT)}`);
  }
  if (endpoint !== undefined) {
    const passthrough = endpoint.kind === v1.EndpointKind.ENDPOINT_KIND_TLS_PASSTHROUGH;
    const shareToken = endpoint.auth === v1.EndpointAuth.ENDPOINT_AUTH_SHARE_TOKEN;
    const reason = passthrough
      ? REASON.TLS_PASSTHROUGH_ENDPOINTS_NOT_SUPPORTED
      : shareToken
        ? REASON.HTTPS_SHARE_TOKEN_NOT_SUPPORTED
        : REASON.NOT_IMPLEMENTED;
    const description = "addresses for services are not offered by this server; leave it out";
    const details = { status: Status.UNIMPLEMENTED, reason };
    problems.refuse(fieldNotOffered(`${field}.endpoint`, description, details));
  }
  if (visibility !== v1.Visibility.VISIBILITY_UNSPECIFIED) {
    problems.violation(
      `${field}.visibility`,
      "ports of this server's sandboxes cannot be reached from outside; leave it unset",
    );
  }
}

/** Sandboxes have a loopback interface and nothing else: denying is granted, allowing is refused. */
function refuseUnsupportedNetwork(network: v1.NetworkOptions, field: string, problems: Problems): void {
  const text = "sandboxes of this server have no network beyond loopback; leave it out";
  if (network.egress.length > 0) problems.violation(`${field}.egress`, text);
  if (network.ingress.length > 0) problems.violation(`${field}.ingress`, text);
  if (network.dnsEgress === v1.DNSEgressMode.DNS_EGRESS_MODE_ALLOW) {
    problems.violation(`${field}.dns_egress`, text);
  }
}

function refuseUnsupportedMachine(spec: v1.SandboxSpec, field: string, problems: Problems): void {
  const refuse = (name: string, value: string): void => {
    const description = `this server has no machine for ${value}; leave it unset`;
    const details = { reason: REASON.NO_SUITABLE_RUNNER };
    problems.refuse(fieldNotOffered(`${field}.${name}`, description, details));
  };
  const { RUNTIME_CLASS_UNSPECIFIED, RUNTIME_CLASS_CPU_DEFAULT } = v1RuntimeClass.RuntimeClass;
  if (spec.instanceType !== "") refuse("instance_type", shown(spec.instanceType));
  if (spec.runtimeClass !== "") refuse("runtime_class", shown(spec.runtimeClass));
  if (
    spec.runtimeClassSelection !== RUNTIME_CLASS_UNSPECIFIED &&
    spec.runtimeClassSelection !== RUNTIME_CLASS_CPU_DEFAULT
  ) {
    refuse("runtime_class_selection", `runtime class ${String(spec.runtimeClassSelection)}`);
  }
}

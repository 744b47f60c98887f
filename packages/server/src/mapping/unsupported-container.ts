import { REASON, type v1 } from "@cwsandbox/wire";
import { fieldNotOffered } from "../errors/index.js";
import { shown, type Problems } from "./problems.js";

const SECCOMP_OF_EVERY_SANDBOX = "RuntimeDefault";

/** Refuses by name what a container asks for and this server cannot give. What it has anyway is accepted. */
export function refuseUnsupportedContainerOptions(
  container: v1.Container,
  field: string,
  problems: Problems,
): void {
  if (container.volumeMounts.length > 0) {
    problems.violation(`${field}.volume_mounts`, "volumes are not offered by this server; leave them out");
  }
  for (const { storeName } of container.secretStores) {
    const description = `there is no secret store ${shown(storeName)} on this server`;
    const details = { reason: REASON.SECRET_STORE_NOT_PROVISIONED };
    problems.refuse(fieldNotOffered(`${field}.secret_stores`, description, details));
  }
  if (container.imagePullCredentials !== undefined) {
    problems.violation(
      `${field}.image_pull_credentials`,
      "this server starts images from its own store only; import the image and leave the credentials out",
    );
  }
  if (container.startupProbe !== undefined) {
    problems.violation(`${field}.startup_probe`, "probes are not offered by this server; leave it out");
  }
  if (container.securityContext !== undefined) {
    refuseUnsupportedPrivileges(container.securityContext, `${field}.security_context`, problems);
  }
}

function refuseUnsupportedPrivileges(context: v1.SecurityContext, field: string, problems: Problems): void {
  const asked: Readonly<Record<string, boolean>> = {
    run_as_user: context.runAsUser !== undefined,
    run_as_group: context.runAsGroup !== undefined,
    privileged: context.privileged === true,
    allow_privilege_escalation: context.allowPrivilegeEscalation === true,
    read_only_root_filesystem: context.readOnlyRootFilesystem === true,
    capabilities_add: context.capabilitiesAdd.length > 0,
    capabilities_drop: context.capabilitiesDrop.length > 0,
    seccomp_profile: context.seccompProfile !== "" && context.seccompProfile !== SECCOMP_OF_EVERY_SANDBOX,
  };
  for (const [name, present] of Object.entries(asked)) {
    if (present) {
      problems.violation(
        `${field}.${name}`,
        "every sandbox of this server has the same fixed privileges; leave it out",
      );
    }
  }
}

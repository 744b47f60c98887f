import type { SandboxRecord } from "@cwsandbox/engine";
import { invalidField } from "../errors/index.js";
import { containerName, decodeAttachments, shown } from "../mapping/index.js";

/**
 * A request may name the container it is about; empty means the only one.
 *
 * @throws ServiceError for the name of any other.
 */
export function requireContainer(record: SandboxRecord, name: string, field: string): void {
  if (name === "") return;
  const only = containerName(decodeAttachments(record).spec.containers[0]);
  if (name !== only) {
    throw invalidField(field, `there is no container ${shown(name)} in this sandbox, only ${shown(only)}`);
  }
}

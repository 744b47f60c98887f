import type { EngineDescription } from "@cwsandbox/engine";
import { ERROR_METADATA, ext, REASON } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { ServiceError } from "../errors/index.js";
import { shown } from "./problems.js";

/** The one profile there is: a container of this machine. Its id is the same text. */
export const PROFILE_NAME = "default";

/** Names for what every sandbox of this server may reach: nothing but its own loopback. */
export const EGRESS_MODES: readonly string[] = ["blocked", "isolated", "none"];

/** The profile as it is in force; sandboxes cannot be reached from outside, so it has no way to expose a service. */
export function toWireProfile({ runnerId, architecture }: EngineDescription): ext.Profile {
  return ext.Profile.create({
    profileName: PROFILE_NAME,
    runnerId,
    supportedArchitectures: [architecture],
    egressModes: [...EGRESS_MODES],
  });
}

/** The answer to a name that none of the profiles has. */
export function profileNotFound(profileName: string): ServiceError {
  const message = `There is no profile ${shown(profileName)}; the only one is ${shown(PROFILE_NAME)}`;
  return new ServiceError(Status.NOT_FOUND, message, {
    reason: REASON.PROFILE_NOT_FOUND,
    metadata: { [ERROR_METADATA.PROFILE_NAME]: profileName },
  });
}

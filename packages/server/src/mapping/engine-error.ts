import type { EngineError, EngineErrorCode } from "@cwsandbox/engine";
import { ERROR_METADATA, REASON, type Reason } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { ServiceError } from "../errors/index.js";

interface Translation {
  readonly status: Status;
  readonly reason: Reason;
}

const TRANSLATIONS: Readonly<Record<Exclude<EngineErrorCode, "internal">, Translation>> = {
  invalid: { status: Status.INVALID_ARGUMENT, reason: REASON.INVALID_REQUEST },
  "not-found": { status: Status.NOT_FOUND, reason: REASON.SANDBOX_NOT_FOUND },
  "image-not-found": { status: Status.NOT_FOUND, reason: REASON.INVALID_REQUEST },
  "not-running": { status: Status.FAILED_PRECONDITION, reason: REASON.SANDBOX_NOT_RUNNING },
  "already-exists": { status: Status.ALREADY_EXISTS, reason: REASON.INVALID_REQUEST },
  "file-not-found": { status: Status.NOT_FOUND, reason: REASON.FILE_NOT_FOUND },
  "file-is-directory": { status: Status.FAILED_PRECONDITION, reason: REASON.FILE_IS_DIRECTORY },
  "file-permission-denied": { status: Status.PERMISSION_DENIED, reason: REASON.FILE_PERMISSION_DENIED },
  "file-too-large": { status: Status.RESOURCE_EXHAUSTED, reason: REASON.FILE_TOO_LARGE },
  "file-io-failed": { status: Status.INTERNAL, reason: REASON.FILE_IO_FAILED },
  unsupported: { status: Status.FAILED_PRECONDITION, reason: REASON.PLACEMENT_CONSTRAINT_UNSATISFIED },
  unavailable: { status: Status.UNAVAILABLE, reason: REASON.BACKEND_UNAVAILABLE },
  exhausted: { status: Status.RESOURCE_EXHAUSTED, reason: REASON.RUNNER_CAPACITY_EXHAUSTED },
};

/** What these mean when they are about a file, and not about a sandbox that may be created elsewhere or later. */
const ABOUT_FILES: Partial<Readonly<Record<EngineErrorCode, Translation>>> = {
  exhausted: { status: Status.RESOURCE_EXHAUSTED, reason: REASON.FILE_IO_FAILED },
  unsupported: { status: Status.UNIMPLEMENTED, reason: REASON.NOT_IMPLEMENTED },
};

/** Where a request has the fields that the engine names in its own spelling. */
export type FieldNames = Readonly<Record<string, string>>;

/** For creates. */
export const CREATE_FIELD_NAMES: FieldNames = {
  image: "sandbox.spec.containers[0].image",
  command: "sandbox.spec.containers[0].command",
  environment: "sandbox.spec.containers[0].environment_variables",
  workingDirectory: "sandbox.spec.containers[0].working_dir",
  files: "sandbox.spec.containers[0].files",
  maxLifetimeSeconds: "sandbox.spec.max_lifetime_seconds",
  "resources.requests.cpuMillicores": "sandbox.spec.containers[0].resource_requirements.requests.cpu",
  "resources.requests.memoryBytes": "sandbox.spec.containers[0].resource_requirements.requests.memory",
  "resources.limits.cpuMillicores": "sandbox.spec.containers[0].resource_requirements.limits.cpu",
  "resources.limits.memoryBytes": "sandbox.spec.containers[0].resource_requirements.limits.memory",
};

/** What a client is told about an error of the engine; nothing at all (undefined) about a defect. */
export function fromEngineError(error: EngineError, fieldNames: FieldNames = {}): ServiceError | undefined {
  const { code, details, message } = error;
  if (code === "internal") return undefined;
  const { field, path, sizeBytes, maxSizeBytes } = details;
  const requestField = field === undefined ? undefined : (fieldNames[field] ?? field);
  const metadata = {
    ...(path === undefined ? {} : { [ERROR_METADATA.FILE_PATH]: path }),
    ...(sizeBytes === undefined ? {} : { [ERROR_METADATA.SIZE_BYTES]: String(sizeBytes) }),
    ...(maxSizeBytes === undefined ? {} : { [ERROR_METADATA.MAX_SIZE_BYTES]: String(maxSizeBytes) }),
  };
  const { status, reason } = (path === undefined ? undefined : ABOUT_FILES[code]) ?? TRANSLATIONS[code];
  return new ServiceError(status, message, {
    reason,
    metadata,
    ...(requestField === undefined
      ? {}
      : { fieldViolations: [{ field: requestField, description: message }] }),
    cause: error,
  });
}

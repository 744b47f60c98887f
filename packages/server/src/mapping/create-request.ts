import type { SandboxSpec } from "@cwsandbox/engine";
import { MAX_REQUEST_ID_BYTES, v1 } from "@cwsandbox/wire";
import { encodeAttachments, type Attachments } from "./attachments.js";
import { mapContainer, type ContainerPart } from "./container.js";
import { checkAnnotations, checkTags } from "./labels.js";
import { checkPlacement } from "./placement.js";
import { collectProblems, shown, type Problems } from "./problems.js";
import { refuseUnsupportedSpecOptions } from "./unsupported-spec.js";

/** What the server fills in or refuses by. */
export interface CreateRules {
  readonly defaultImage: string;
  readonly runnerId: string;
  readonly defaultLifetimeSeconds: number;
  readonly maxLifetimeSeconds: number;
}

const FIELD = "sandbox.spec";

/**
 * Turns a create request into what the engine needs.
 *
 * @throws ServiceError with every wrong field, or the first thing this server does not offer.
 */
export function mapCreateRequest(
  request: v1.CreateSandboxRequest,
  rules: CreateRules,
  attachments: Omit<Attachments, "spec" | "displayName">,
): SandboxSpec {
  const problems = collectProblems();
  checkRequestId(request.requestId, "request_id", problems);
  const spec = request.sandbox?.spec ?? v1.SandboxSpec.create();
  const container = mapOnlyContainer(spec, rules, problems);
  checkTags(spec.tags, `${FIELD}.tags`, problems);
  checkAnnotations(spec.annotations, `${FIELD}.annotations`, problems);
  checkPlacement(spec, FIELD, rules.runnerId, problems);
  refuseUnsupportedSpecOptions(spec, FIELD, problems);
  const maxLifetimeSeconds = mapLifetime(spec.maxLifetimeSeconds, rules, problems);
  problems.throwIfAny();
  const displayName = request.sandbox?.displayName ?? "";
  return {
    ...container,
    tags: spec.tags,
    maxLifetimeSeconds,
    attachments: encodeAttachments({
      ...attachments,
      ...(displayName === "" ? {} : { displayName }),
      spec: asEchoed(spec, container.image),
    }),
  };
}

/** Request ids are at most 128 bytes; empty means that the call is not idempotent. */
function checkRequestId(requestId: string, field: string, problems: Problems): void {
  const sizeBytes = Buffer.byteLength(requestId);
  if (sizeBytes > MAX_REQUEST_ID_BYTES) {
    problems.violation(
      field,
      `has ${String(sizeBytes)} bytes; use at most ${String(MAX_REQUEST_ID_BYTES)}, such as a UUID`,
    );
  }
}

function mapOnlyContainer(spec: v1.SandboxSpec, rules: CreateRules, problems: Problems): ContainerPart {
  const [first, ...others] = spec.containers;
  if (first === undefined) {
    problems.violation(`${FIELD}.containers`, "is empty; describe one container");
  }
  if (others.length > 0) {
    problems.violation(
      `${FIELD}.containers`,
      `has ${String(spec.containers.length)} entries; this server runs one container per sandbox`,
    );
  }
  const container = first ?? v1.Container.create();
  // Releases up to 1.6.0 name the primary container here; later ones mark it.
  const { primaryContainer } = spec;
  if (primaryContainer !== "" && primaryContainer !== container.name && container.name !== "") {
    problems.violation(
      `${FIELD}.primary_container`,
      `${shown(primaryContainer)} is not the name of the container ${shown(container.name)}`,
    );
  }
  return mapContainer(container, `${FIELD}.containers[0]`, rules.defaultImage, problems);
}

function mapLifetime(seconds: number, rules: CreateRules, problems: Problems): number {
  const { defaultLifetimeSeconds, maxLifetimeSeconds } = rules;
  if (seconds < 0 || seconds > maxLifetimeSeconds) {
    problems.violation(
      `${FIELD}.max_lifetime_seconds`,
      `${String(seconds)} is out of range; use 1 to ${String(maxLifetimeSeconds)}, or 0 for the default`,
    );
  }
  return seconds === 0 ? defaultLifetimeSeconds : seconds;
}

/** What later answers repeat: without what is bulky, and with the image that was chosen. */
function asEchoed(spec: v1.SandboxSpec, image: string): v1.SandboxSpec {
  return {
    ...spec,
    network: undefined,
    containers: spec.containers.map((container) => ({ ...container, image, files: [] })),
  };
}

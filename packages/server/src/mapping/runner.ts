import type { Capacity, EngineDescription } from "@cwsandbox/engine";
import { ERROR_METADATA, REASON, v1, v1Discovery } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { ServiceError } from "../errors/index.js";
import { collectProblems, shown, type Problems } from "./problems.js";

/** Group and organisation of the only runner: this machine and whoever runs the server on it. */
export const RUNNER_GROUP_ID = "local";
export const ORGANIZATION_ID = "local";

/** What is known of the machine at one moment. */
export interface RunnerFacts {
  readonly description: EngineDescription;
  readonly capacity: Capacity;
  /** Since when the server takes sandboxes for it. */
  readonly connectedAt: Date;
}

/** The machine as a runner; what is free only in the full view. */
export function toWireRunner(
  { description, capacity, connectedAt }: RunnerFacts,
  view: v1Discovery.RunnerView,
): v1Discovery.AvailableRunner {
  const { total, available, runningSandboxes } = capacity;
  const full = view === v1Discovery.RunnerView.RUNNER_VIEW_FULL;
  return v1Discovery.AvailableRunner.create({
    runnerId: description.runnerId,
    runnerGroupId: RUNNER_GROUP_ID,
    organizationId: ORGANIZATION_ID,
    healthy: true,
    connectedAt,
    capabilities: v1Discovery.RunnerCapabilitySummary.create({
      maxCpuMillicores: BigInt(total.cpuMillicores),
      maxMemoryBytes: BigInt(total.memoryBytes),
      supportedArchitectures: [description.architecture],
    }),
    ...(full
      ? {
          resources: v1Discovery.RunnerResourceSummary.create({
            availableCpuMillicores: BigInt(available.cpuMillicores),
            availableMemoryBytes: BigInt(available.memoryBytes),
            runningSandboxes,
          }),
        }
      : {}),
  });
}

/**
 * Whether the only runner passes the filters of a listing. It has no graphics processors and makes no port
 * visible, so a filter for those never holds.
 *
 * @throws ServiceError for a page that does not exist and for unknown enum numbers.
 */
export function runnerMatches(
  request: v1Discovery.ListAvailableRunnersRequest,
  { architecture }: EngineDescription,
): boolean {
  const { serviceVisibility, pageSize, pageToken } = request;
  const problems = collectProblems();
  if (pageSize < 0) {
    problems.violation("page_size", `${String(pageSize)} is negative; use 0 for the default`);
  }
  if (pageToken !== "") {
    problems.violation(
      "page_token",
      `${shown(pageToken)} is no token of this server; begin again without one`,
    );
  }
  if (!Object.values<number>(v1.Visibility).includes(serviceVisibility) || serviceVisibility < 0) {
    problems.violation("service_visibility", `${String(serviceVisibility)} is not known; leave it unset`);
  }
  checkView(request.view, problems);
  problems.throwIfAny();
  return (
    (request.runnerGroupId === "" || request.runnerGroupId === RUNNER_GROUP_ID) &&
    (request.architecture === "" || request.architecture === architecture) &&
    request.gpuType === "" &&
    serviceVisibility === v1.Visibility.VISIBILITY_UNSPECIFIED
  );
}

/**
 * @throws ServiceError when the request names no runner, or another one than there is.
 */
export function requireRunner(request: v1Discovery.GetAvailableRunnerRequest, runnerId: string): void {
  const problems = collectProblems();
  if (request.runnerId === "") problems.violation("runner_id", "is empty; name the runner");
  if (request.organizationId === "") {
    problems.violation("organization_id", `is empty; use ${shown(ORGANIZATION_ID)}, as the listing says`);
  }
  checkView(request.view, problems);
  problems.throwIfAny();
  if (request.runnerId !== runnerId || request.organizationId !== ORGANIZATION_ID) {
    throw runnerNotFound(request.runnerId, runnerId);
  }
}

/** The answer to the id of a runner that is not this one. */
export function runnerNotFound(asked: string, runnerId: string): ServiceError {
  const message = `There is no runner ${shown(asked)}; the only one is ${shown(runnerId)}`;
  return new ServiceError(Status.NOT_FOUND, message, {
    reason: REASON.RUNNER_NOT_FOUND,
    metadata: { [ERROR_METADATA.RUNNER_ID]: asked },
  });
}

function checkView(view: v1Discovery.RunnerView, problems: Problems): void {
  if (!Object.values<number>(v1Discovery.RunnerView).includes(view) || view < 0) {
    problems.violation("view", `${String(view)} is not known; leave it unset for the basic view`);
  }
}

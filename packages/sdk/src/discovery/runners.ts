import { checkKnownKeys, requiredText } from "../config/index.js";
import { DiscoveryError, DiscoveryValidationError, RunnerNotFoundError } from "../errors/index.js";
import { followPages } from "../support/index.js";
import type { Profile, RunnerReport, RunnersPage, RunnersRequest } from "../transport/index.js";
import { type LookUp, lookUp } from "./look-up.js";
import { GET_RUNNER_KEYS, type GetRunnerOptions, type ListRunnersOptions } from "./options.js";
import { hasEnough, offersModes, readRunnerFilter, type RunnerFilter, textOption } from "./runner-filter.js";

/** A machine or cluster that runs sandboxes. Name its id in `runnerIds` to create a sandbox there. */
export interface Runner extends RunnerReport {
  /** Profiles it offers; empty on a server without profiles. */
  readonly profileNames: readonly string[];
}

const EVERY_RUNNER: RunnersRequest = {
  runnerGroupId: "",
  gpuType: "",
  architecture: "",
  healthyOnly: false,
  serviceVisibility: undefined,
  includeResources: true,
};

/**
 * The runners that pass every filter. Asks the server that `CWSANDBOX_BASE_URL` names, else the default one,
 * and gives up after 30 seconds.
 *
 * @throws CWSandboxValidationError for an option that can never work, without network traffic.
 * @throws DiscoveryValidationError when the server refuses a filter, or has no profiles to filter by.
 * @throws DiscoveryError when the server cannot be asked; CWSandboxAuthenticationError when it refuses the caller.
 */
export async function listRunners(options: ListRunnersOptions = {}): Promise<readonly Runner[]> {
  const filter = readRunnerFilter(options);
  return lookUp({ operation: "List runners", options }, async (context) => {
    refuseProfileFilters(filter, context);
    const [reports, profiles] = await Promise.all([
      allRunners(context, filter.request),
      allProfiles(context),
    ]);
    const runners = reports
      .filter((report) => hasEnough(report, filter) && profilesFit(report, profiles, filter))
      .map((report) => withProfiles(report, profiles));
    return Object.freeze(runners);
  });
}

/**
 * One runner, with what is free on it. Asks the server that `CWSANDBOX_BASE_URL` names, else the default one,
 * and gives up after 30 seconds.
 *
 * @throws CWSandboxValidationError for an empty id, without network traffic.
 * @throws RunnerNotFoundError when there is none of that id, with the id as `runnerId`.
 * @throws DiscoveryValidationError when several organisations have one and `organizationId` is missing.
 * @throws DiscoveryError when the server cannot be asked; CWSandboxAuthenticationError when it refuses the caller.
 */
export async function getRunner(runnerId: string, options: GetRunnerOptions = {}): Promise<Runner> {
  requiredText("runnerId", runnerId);
  checkKnownKeys(options, GET_RUNNER_KEYS, "getRunner()");
  const organizationId = textOption(options, "organizationId");
  const subject = { operation: "Get runner", ids: { runnerId }, options };
  return lookUp(subject, async (context) => {
    const { transport, call } = context;
    const [report, profiles] = await Promise.all([
      organizationId === undefined
        ? findRunner(context, runnerId)
        : transport.discovery.getRunner(runnerId, organizationId, call),
      allProfiles(context, runnerId),
    ]);
    return withProfiles(report, profiles);
  });
}

/** The contract reads a runner by two ids; with one of them it is found in the listing. */
async function findRunner(context: LookUp, runnerId: string): Promise<RunnerReport> {
  const all = await allRunners(context, EVERY_RUNNER);
  const [found, ...others] = all.filter((report) => report.runnerId === runnerId);
  if (found === undefined) {
    const known = all.map((report) => report.runnerId);
    const hint = known.length > 0 && known.length <= 10 ? ` There is: ${known.join(", ")}.` : "";
    const text = `Get runner failed: ${context.serverName} has no runner ${JSON.stringify(runnerId)}.${hint}`;
    throw new RunnerNotFoundError(text, { runnerId });
  }
  if (others.length === 0) return found;
  const owners = [found, ...others].map((report) => report.organizationId).join(", ");
  throw new DiscoveryValidationError(
    `Several organisations have a runner ${JSON.stringify(runnerId)}: give organizationId, one of ${owners}.`,
    { field: "organizationId" },
  );
}

async function allRunners(
  { transport, call }: LookUp,
  request: RunnersRequest,
): Promise<readonly RunnerReport[]> {
  const load = (pageToken: string): Promise<RunnersPage> =>
    transport.discovery.listRunners(request, pageToken, call);
  const endless = (problem: string): Error => new DiscoveryError(`${call.operation} failed: ${problem}`);
  const found: RunnerReport[] = [];
  for await (const page of followPages(load, endless)) found.push(...page.runners);
  return found;
}

async function allProfiles(
  { transport, call, hasProfiles }: LookUp,
  runnerId = "",
): Promise<readonly Profile[]> {
  return hasProfiles
    ? transport.discovery.listProfiles({ gpuType: "", architecture: "", runnerId }, call)
    : [];
}

/** Ignoring the filter would list runners that do not fit. */
function refuseProfileFilters({ needsProfiles }: RunnerFilter, { hasProfiles, serverName }: LookUp): void {
  const [field] = needsProfiles;
  if (hasProfiles || field === undefined) return;
  throw new DiscoveryValidationError(
    `${serverName} has no profiles, so runners cannot be filtered by ${needsProfiles.join(", ")}. Leave it out.`,
    { field },
  );
}

function profilesFit(
  { runnerId }: RunnerReport,
  profiles: readonly Profile[],
  { needsProfiles, profileName, modes }: RunnerFilter,
): boolean {
  if (needsProfiles.length === 0) return true;
  const own = profiles.filter((profile) => profile.runnerId === runnerId);
  const isNamed = profileName === undefined || own.some((profile) => profile.profileName === profileName);
  return isNamed && own.some((profile) => offersModes(profile, modes));
}

function withProfiles(report: RunnerReport, profiles: readonly Profile[]): Runner {
  const own = profiles.filter(({ runnerId }) => runnerId === report.runnerId);
  return Object.freeze({ ...report, profileNames: Object.freeze(own.map(({ profileName }) => profileName)) });
}

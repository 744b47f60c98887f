import type { v1Discovery } from "@cwsandbox/wire";
import type { Call } from "../interceptors/index.js";
import { requireRunner, runnerMatches, toWireRunner, type RunnerFacts } from "../mapping/index.js";
import type { ServiceContext } from "./context.js";

/** Discovery as the shared contract has it: this machine is the only runner. */
export function createDiscoveryService(
  context: ServiceContext,
): v1Discovery.DiscoveryServiceImplementation<Call> {
  const { engine, startedAt } = context;
  const { description } = engine;
  const look = async (): Promise<RunnerFacts> => ({
    description,
    capacity: await engine.capacity(),
    connectedAt: startedAt,
  });
  return {
    async listAvailableRunners(request) {
      const runners = runnerMatches(request, description) ? [toWireRunner(await look(), request.view)] : [];
      return { runners, nextPageToken: "" };
    },
    async getAvailableRunner(request) {
      requireRunner(request, description.runnerId);
      return toWireRunner(await look(), request.view);
    },
  };
}

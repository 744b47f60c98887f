import type { Engine } from "@cwsandbox/engine";
import { FEATURE, type Feature, REASON, v1, type ext } from "@cwsandbox/wire";
import { preconditionFailed } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { PROFILE_NAME, toWireSandbox } from "../mapping/index.js";
import { waitForEnd } from "../sessions/index.js";
import { findOwned, type ServiceContext } from "./context.js";
import { mapCreateOptions } from "./create-options.js";
import type { CreateSandbox } from "./create-sandbox.js";

/** What this server offers beyond the shared contract. */
export function createExtensionService(
  context: ServiceContext,
  create: CreateSandbox,
): ext.ExtensionServiceImplementation<Call> {
  const { engine, config, leases } = context;
  const { runnerId, defaultImage, unenforcedLimits } = engine.description;
  return {
    async getCapabilities() {
      return {
        serverVersion: context.serverVersion,
        defaultImage: config.defaultImage === "" ? defaultImage : config.defaultImage,
        features: Object.values(FEATURE).filter((feature) => isServed(feature, engine)),
        unenforcedLimits: [...unenforcedLimits],
        processId: config.embedded ? process.pid : 0,
      };
    },
    async createSandbox({ request, options }, call) {
      const given = request ?? v1.CreateSandboxRequest.create();
      return { sandbox: await create(given, mapCreateOptions(options), call), profileName: PROFILE_NAME };
    },
    async *holdLease(requests, call) {
      await using lease = leases.open(call.principal);
      yield { leaseId: lease.id };
      await waitForEnd(requests, call.signal);
    },
    async *watchSandbox({ sandboxId }, call): AsyncGenerator<ext.WatchSandboxResponse, void, undefined> {
      await findOwned(engine, call, sandboxId);
      for await (const record of engine.watch(sandboxId, call.signal)) {
        yield { sandbox: toWireSandbox(record, runnerId), profileName: PROFILE_NAME };
      }
      call.signal.throwIfAborted();
    },
    async shutdown() {
      if (!config.embedded) {
        throw preconditionFailed(
          REASON.INVALID_REQUEST,
          "This server is not an embedded one; end it by a signal",
        );
      }
      context.leaveWhenIdle();
      return {};
    },
  };
}

function isServed(feature: Feature, { calls, files }: Engine): boolean {
  if (feature === FEATURE.CALLS || feature === FEATURE.PYTHON_CALLS) return calls !== undefined;
  return feature !== FEATURE.FILES || files !== undefined;
}
